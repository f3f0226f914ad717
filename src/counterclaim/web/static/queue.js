"use strict";
/* The next card is fetched while this one is read, so that it stands there at once when a key is pressed. */
(() => {
  const deck = document.getElementById("deck");
  if (!deck) return;
  const address = (cursor) => `/queue/card?kind=${encodeURIComponent(deck.dataset.kind)}&cursor=${encodeURIComponent(cursor)}`;
  let ahead = null, decided = [];

  const card = () => document.getElementById("card");

  function fetchNext() {
    const cursor = card().dataset.next;
    ahead = cursor ? fetch(address(cursor), { credentials: "same-origin" }).then((answer) => (answer.ok ? answer.text() : null)).catch(() => null) : null;
    if (ahead) ahead.then((html) => { ahead = html === null ? null : { html }; });
  }

  async function advance() {
    const before = card().dataset.item;
    let html = ahead && ahead.html;
    if (!html && ahead && ahead.then) { deck.classList.add("busy"); const got = await ahead; html = typeof got === "string" ? got : ahead && ahead.html; deck.classList.remove("busy"); }
    if (!html) { location.assign(`/queue?kind=${encodeURIComponent(deck.dataset.kind)}`); return; }
    deck.innerHTML = html;
    if (window.htmx) window.htmx.process(deck);
    card().focus({ preventScroll: true });
    deck.scrollIntoView({ block: "nearest" });
    mark(before);
    fetchNext();
  }

  function mark(before) {
    for (const link of document.querySelectorAll(".worklist a")) {
      if (link.dataset.item === before) link.removeAttribute("aria-current");
      if (link.dataset.item === card().dataset.item) { link.setAttribute("aria-current", "true"); link.scrollIntoView({ block: "nearest" }); }
    }
  }

  deck.addEventListener("judging", (event) => {
    if (!event.detail.form.matches("[data-advance]")) return;
    const last = !card().dataset.next;
    decided.push({ form: event.detail.form, html: deck.innerHTML, last });
    if (last) deck.classList.add("busy"); else advance();
  });
  document.addEventListener("judged", (event) => {
    const place = decided.findIndex((one) => one.form === event.detail.form);
    if (place >= 0) {
      decided[place].done = true;
      if (decided[place].last) location.assign(`/queue?kind=${encodeURIComponent(deck.dataset.kind)}`);
      return;
    }
    /* An undo: the card that was decided last is put back. */
    const last = decided.filter((one) => one.done).pop();
    if (last) { decided = decided.filter((one) => one !== last); put(last.html); } else location.reload();
  });
  document.addEventListener("refused", (event) => {
    const one = decided.find((d) => d.form === event.detail.form);
    deck.classList.remove("busy");
    if (one) { decided = decided.filter((d) => d !== one); put(one.html); }
  });
  function put(html) {
    const before = card().dataset.item;
    deck.innerHTML = html;
    card().focus({ preventScroll: true });
    mark(before);
    fetchNext();
  }
  deck.addEventListener("click", (event) => {
    const skip = event.target.closest("[data-skip]");
    if (!skip || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    advance();
  });
  fetchNext();
})();
