"use strict";
/* Keys, help, and decisions sent without leaving the page. Without scripts every form and link works by itself. */
(() => {
  const root = document.documentElement;
  root.classList.add("scripts");
  const live = () => document.getElementById("live");
  const token = document.querySelector("meta[name=csrf-token]").content;
  const SWITCH = "counterclaim-keys";
  const off = () => { try { return localStorage.getItem(SWITCH) === "off"; } catch { return false; } };
  root.classList.toggle("no-keys", off());

  const typing = (element) => element.closest("input:not([type=checkbox]):not([type=radio]):not([type=submit]), textarea, select, [contenteditable]");
  const seen = (element) => element.getClientRects().length > 0 && !element.disabled;

  /* The element that a key means: within what has the focus first, then the first on the page. */
  function holder(key) {
    const all = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].filter(seen);
    const near = document.activeElement && document.activeElement.closest(".said, .card");
    return all.find((e) => near && near.contains(e)) || all[0];
  }

  function press(element) {
    if (element.matches("input, select, textarea")) { element.focus(); element.select && element.select(); return; }
    element.click();
    if (element.matches("summary") && element.parentElement.open) {
      const first = element.parentElement.querySelector("select, input:not([type=hidden])");
      if (first) first.focus();
    }
  }

  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.metaKey || event.altKey || event.isComposing) return;
    const field = typing(event.target);
    if (event.key === "Escape" && field) { field.blur(); const open = field.closest("details[open]"); if (open) { open.open = false; open.querySelector("summary").focus(); } return; }
    if (event.key === "Enter" && event.ctrlKey && field && field.form) { event.preventDefault(); field.form.requestSubmit(); return; }
    if (event.key === "z" && event.ctrlKey && !field) { const undo = newest(); if (undo) { event.preventDefault(); undo.click(); } return; }
    if (field || event.ctrlKey || off() || document.querySelector("dialog[open]")) return;
    if (going && Date.now() - going < 1500) {
      going = 0;
      const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    if (event.key === "g") { going = Date.now(); return; }
    if (event.key === "/") { event.preventDefault(); const box = document.querySelector("input[type=search]"); if (box) { box.focus(); box.select(); } else location.assign("/search"); return; }
    if (event.key === "u") { const undo = newest(); if (undo) { event.preventDefault(); undo.click(); } return; }
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && walk(event.key === "ArrowDown" ? 1 : -1, event.target)) { event.preventDefault(); return; }
    const found = holder(event.key);
    if (found) { event.preventDefault(); press(found); }
  });

  /* The undo of the latest decision: that of the message, else the first on the page. */
  const newest = () => live().querySelector("[data-key=u]") || [...document.querySelectorAll("[data-key=u]")].find(seen);

  /* Arrow keys go from row to row where a row has the focus. */
  function walk(step, from) {
    const row = from.closest("[data-row]");
    if (!row) return false;
    const rows = [...row.parentElement.querySelectorAll("[data-row]")];
    const next = rows[rows.indexOf(row) + step];
    const link = next && next.querySelector("a, button, summary");
    if (link) link.focus();
    return Boolean(link);
  }

  function tell(html) { live().innerHTML = html; }
  function say(words) { const box = document.createElement("div"); box.className = "toast"; box.textContent = words; live().replaceChildren(box); }

  async function send(form, button) {
    const data = new FormData(form, button || null);
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(data), credentials: "same-origin", keepalive: true,
      headers: { "X-Requested-With": "fetch", "X-CSRF-Token": token } });
    const html = await answer.text();
    const known = answer.headers.get("content-type").startsWith("text/html") && html.includes("class=\"toast");
    return { ok: answer.ok, html: known ? html : "", status: answer.status };
  }

  /* Decisions: sent in the background, told in the live region; the page may hang its own work on the two events. */
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form[data-judge]")) return;
    event.preventDefault();
    if (form.dataset.sent) return;
    form.dataset.sent = "1";
    const subject = form.closest(".card, .said");
    const sending = send(form, event.submitter);
    form.dispatchEvent(new CustomEvent("judging", { bubbles: true, detail: { form, subject } }));
    let result;
    try { result = await sending; } catch { result = { ok: false, html: "", status: 0 }; }
    delete form.dataset.sent;
    if (result.html) tell(result.html); else say(result.ok ? "Recorded." : `Not recorded: the server ${result.status ? "answered " + result.status : "cannot be reached"}. Nothing is lost; try again.`);
    document.dispatchEvent(new CustomEvent(result.ok ? "judged" : "refused", { detail: { form, subject } }));
  });
  /* Where no part of the page follows decisions by itself it is loaded anew, with the message kept. */
  document.addEventListener("judged", (event) => {
    if (document.getElementById("deck")) return;
    const message = live().innerHTML;
    try { sessionStorage.setItem("counterclaim-said", message); } catch { /* then it is not told again */ }
    location.reload();
  });
  try { const kept = sessionStorage.getItem("counterclaim-said"); if (kept) { sessionStorage.removeItem("counterclaim-said"); tell(kept); } } catch { /* no storage */ }

  document.body.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRF-Token"] = token; });

  /* Help: the sheet of /help in a dialog, with what can be pressed on this page. */
  const dialog = document.getElementById("help");
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-help]");
    if (link && dialog.showModal) {
      event.preventDefault();
      const answer = await fetch("/help?part=1", { credentials: "same-origin" });
      dialog.innerHTML = await answer.text();
      here(dialog.querySelector("[data-here]"));
      const box = dialog.querySelector("[data-switch]");
      box.checked = !off();
      box.addEventListener("change", () => { try { localStorage.setItem(SWITCH, box.checked ? "on" : "off"); } catch { /* for this page only */ } root.classList.toggle("no-keys", !box.checked); });
      dialog.showModal();
      return;
    }
    if (event.target.closest("[data-close]")) dialog.close();
  });
  function here(list) {
    const told = new Set();
    for (const element of document.querySelectorAll("[data-key]")) {
      const key = element.dataset.key;
      if (told.has(key) || !seen(element) || key === "?" || element.closest("dialog")) continue;
      told.add(key);
      const copy = element.cloneNode(true);
      copy.querySelectorAll("kbd").forEach((k) => k.remove());
      const label = element.labels && element.labels[0] ? element.labels[0].textContent : copy.textContent || element.getAttribute("aria-label") || "";
      const row = document.createElement("div"), term = document.createElement("dt"), words = document.createElement("dd"), cap = document.createElement("kbd");
      cap.textContent = key; term.append(cap); words.textContent = label.trim().slice(0, 80); row.append(term, words); list.append(row);
    }
  }
})();
