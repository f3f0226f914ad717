"use strict";
/* Single keys: each presses what carries it. Without scripts every form and link works by itself. */
(() => {
  const root = document.documentElement;
  root.classList.add("scripts");
  const SWITCH = "counterclaim-keys";
  const off = () => { try { return localStorage.getItem(SWITCH) === "off"; } catch { return false; } };
  root.classList.toggle("no-keys", off());

  const TEXTS = "input:not([type=checkbox]):not([type=radio]):not([type=submit]), textarea, select, [contenteditable]";
  const typing = (element) => element.closest(TEXTS);
  const seen = (element) => element.getClientRects().length > 0 && !element.disabled;

  /* The element that a key means: within what has the focus first, what is still folded before what is open. */
  function holder(key) {
    const all = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].filter(seen);
    const near = document.activeElement && document.activeElement.closest(".said, .card");
    const folded = all.filter((e) => e.matches(".fold > summary") && !e.parentElement.open);
    const wanted = folded.length ? folded : all;
    return wanted.find((e) => near && near.contains(e)) || wanted[0];
  }

  function press(element) {
    if (element.matches("input, select, textarea")) { element.focus(); if (element.select) element.select(); return; }
    element.focus({ preventScroll: true });
    element.click();
    if (element.matches("summary") && element.parentElement.open) {
      const first = element.parentElement.querySelector("select, input:not([type=hidden])");
      if (first) first.focus();
    }
  }

  /* The undo of the latest decision: that of the message, else the first on the page. */
  const undo = () => document.querySelector("#live [data-key=z]") || [...document.querySelectorAll("[data-key=z]")].find(seen);

  function leave(field) {
    const open = field.closest("details[open]");
    field.blur();
    if (!open) { const card = document.getElementById("card"); if (card) card.focus({ preventScroll: true }); return; }
    open.open = false;
    open.querySelector("summary").focus();
  }

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

  /* Keys with a meaning of their own; whatever is true was one. */
  let going = 0;
  function own(event) {
    if (going && Date.now() - going < 1500) {
      going = 0;
      const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (link) link.click();
      return Boolean(link);
    }
    if (event.key === "g") { going = Date.now(); return true; }
    if (event.key === "/") {
      const box = document.querySelector("input[type=search]");
      if (box) { box.focus(); box.select(); } else location.assign("/search");
      return true;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") return walk(event.key === "ArrowDown" ? 1 : -1, event.target);
    const found = event.key === "z" ? undo() : holder(event.key);
    if (found) press(found);
    return Boolean(found);
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.metaKey || event.altKey || event.isComposing) return;
    const field = typing(event.target);
    if (event.key === "Escape" && field) { leave(field); return; }
    if (event.key === "Enter" && event.ctrlKey && field && field.form) { event.preventDefault(); field.form.requestSubmit(); return; }
    if (event.key === "z" && event.ctrlKey && !field && undo()) { event.preventDefault(); press(undo()); return; }
    if (field || event.ctrlKey || off() || document.querySelector("dialog[open]")) return;
    if (own(event)) event.preventDefault();
  });

  /* On a narrow screen conditions are folded, so that what was asked for comes first. */
  function foldOnNarrow(within) {
    if (!matchMedia("(max-width: 44rem)").matches) return;
    for (const fold of within.querySelectorAll("details.narrow-fold:not([data-asked])")) fold.open = false;
  }
  foldOnNarrow(document);
  document.body.addEventListener("htmx:afterSwap", (event) => foldOnNarrow(event.detail.target));

  /* On a narrow screen the head's list of pages is scrolled to the present one. */
  const here = document.querySelector("nav [aria-current]");
  if (here) here.closest("nav").scrollLeft = here.offsetLeft - 60;

  window.counterclaimKeys = { off, seen, set(on) {
    try { localStorage.setItem(SWITCH, on ? "on" : "off"); } catch { /* for this page only */ }
    root.classList.toggle("no-keys", !on);
  } };
})();
