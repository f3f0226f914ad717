"use strict";
/* The next cards are fetched while this one is read, so that one stands there at once when a key is pressed. */
(() => {
  const deck = document.getElementById("deck");
  if (!deck) return;
  const DEPTH = 4;
  const address = (cursor) => `/queue/card?kind=${encodeURIComponent(deck.dataset.kind)}&cursor=${encodeURIComponent(cursor)}`;
  const again = () => location.assign(`/queue?kind=${encodeURIComponent(deck.dataset.kind)}`);
  const card = () => document.getElementById("card");

  /* Cards that are ready, the next one first, each with the cursor of the one after it. They are nodes already, so that
     at a key nothing has to be read, only put in place. */
  let ahead = [], filling = null;
  const told = () => { deck.dataset.ahead = ahead.length; };

  function read(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const nodes = document.importNode(holder.content, true), found = nodes.querySelector("#card");
    return { nodes: [...nodes.childNodes], next: found ? found.dataset.next : "" };
  }
  const shown = () => ({ nodes: [...deck.childNodes], next: card().dataset.next });

  async function fill() {
    while (ahead.length < DEPTH) {
      const cursor = ahead.length ? ahead[ahead.length - 1].next : card().dataset.next;
      if (!cursor) return;
      const answer = await fetch(address(cursor), { credentials: "same-origin" });
      if (!answer.ok) return;
      ahead.push(read(await answer.text()));
      told();
    }
  }
  /* One at a time; whoever waits for it finds the cards in `ahead`, or none where they could not be had. */
  function refill() {
    filling = filling || fill().catch(() => {}).finally(() => { filling = null; });
    return filling;
  }

  function show(one) {
    const before = card().dataset.item;
    deck.replaceChildren(...one.nodes);
    if (window.htmx) window.htmx.process(deck);
    const now = card().dataset.item;
    let current = null;
    for (const link of document.querySelectorAll(".worklist a")) {
      if (link.dataset.item === before) link.removeAttribute("aria-current");
      if (link.dataset.item === now) { link.setAttribute("aria-current", "true"); current = link; }
    }
    card().focus({ preventScroll: true });
    told();
    refill();
    /* Where things lie is asked once the card is seen: to know it takes longer than to put the card there. */
    requestAnimationFrame(() => {
      deck.scrollIntoView({ block: "nearest" });
      if (current) current.scrollIntoView({ block: "nearest" });
    });
  }

  async function arrived() {
    deck.classList.add("busy");
    const enough = new Promise((done) => { const look = setInterval(() => { if (ahead.length || !filling) { clearInterval(look); done(); } }, 10); });
    refill();
    await enough;
    deck.classList.remove("busy");
  }

  async function advance() {
    if (!ahead.length) await arrived();
    const next = ahead.shift();
    if (next) show(next); else again();
  }

  /* Decided cards, until the server has answered and as long as they can be taken back. */
  let decided = [];
  deck.addEventListener("judging", (event) => {
    if (!event.detail.form.matches("[data-advance]")) return;
    const last = !card().dataset.next;
    decided.push({ form: event.detail.form, card: shown(), last });
    if (last) deck.classList.add("busy"); else advance();
  });
  document.addEventListener("judged", (event) => {
    const one = decided.find((found) => found.form === event.detail.form);
    if (one) {
      one.done = true;
      if (one.last) again();
      return;
    }
    /* An undo: the card that was decided last is put back. */
    const last = decided.filter((found) => found.done).pop();
    if (last) back(last); else location.reload();
  });
  document.addEventListener("refused", (event) => {
    const one = decided.find((found) => found.form === event.detail.form);
    deck.classList.remove("busy");
    if (one) back(one);
  });
  function back(one) {
    decided = decided.filter((found) => found !== one);
    if (!one.last) ahead.unshift(shown());
    show(one.card);
  }

  deck.addEventListener("click", (event) => {
    const skip = event.target.closest("[data-skip]");
    if (!skip || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    advance();
  });
  told();
  refill();
})();
