"use strict";
/* Decisions: sent in the background and told in the live region. A page may hang its own work on the events
   "judging" (at the form, before the answer), "judged" and "refused"; where none follows it is loaded anew. */
(() => {
  const live = document.getElementById("live");
  const token = document.querySelector("meta[name=csrf-token]").content;

  const tell = (html) => { live.innerHTML = html; };
  function say(words) {
    const box = document.createElement("div");
    box.className = "toast bad";
    box.textContent = words;
    live.replaceChildren(box);
  }

  async function send(form, button) {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, button || null)), credentials: "same-origin",
      keepalive: true, headers: { "X-Requested-With": "fetch", "X-CSRF-Token": token } });
    const html = await answer.text();
    const known = (answer.headers.get("content-type") || "").startsWith("text/html") && html.includes("class=\"toast");
    return { ok: answer.ok, html: known ? html : "", status: answer.status };
  }

  const why = (status) => (status === 401 || status === 403 ? "you are signed out, or may not; load the page again"
    : status ? `the server answered ${status}; try again` : "the server cannot be reached; try again when it is there");

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form[data-judge]")) return;
    event.preventDefault();
    if (form.dataset.sent) return;
    form.dataset.sent = "1";
    const sending = send(form, event.submitter);
    const detail = { form, button: event.submitter, place: placeOf(form), kept: false };
    form.dispatchEvent(new CustomEvent("judging", { bubbles: true, detail }));
    let result;
    try { result = await sending; } catch { result = { ok: false, html: "", status: 0 }; }
    delete form.dataset.sent;
    if (result.html) tell(result.html); else if (!result.ok) say(`Not recorded: ${why(result.status)}. Nothing is lost.`);
    document.dispatchEvent(new CustomEvent(result.ok ? "judged" : "refused", { detail }));
  });

  /* Where the focus is to be after the page is loaded anew: at the same statement or form. */
  function placeOf(form) {
    const said = form.closest(".said[id]"), holder = form.closest("details[id]");
    return said ? said.id : holder ? holder.id : "";
  }

  document.addEventListener("judged", (event) => {
    if (document.getElementById("deck") || event.detail.kept) return;
    try { sessionStorage.setItem("counterclaim-said", JSON.stringify([live.innerHTML, event.detail.place])); } catch { /* then it is not told again */ }
    location.reload();
  });
  try {
    const [html, place] = JSON.parse(sessionStorage.getItem("counterclaim-said") || "[]");
    sessionStorage.removeItem("counterclaim-said");
    if (html) {
      tell(html);
      const at = place && document.getElementById(place);
      (at ? at.querySelector("a, summary") || at : document.getElementById("main")).focus({ preventScroll: true });
    }
  } catch { /* no storage */ }

  document.body.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRF-Token"] = token; });
  document.body.addEventListener("htmx:afterSwap", (event) => { if (event.detail.target.matches("[tabindex]")) event.detail.target.focus(); });
  for (const event of ["htmx:sendError", "htmx:responseError"]) {
    document.body.addEventListener(event, (found) => say(`Not loaded: ${why(found.detail.xhr ? found.detail.xhr.status : 0)}.`));
  }
})();
