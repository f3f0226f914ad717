"use strict";
/* Words selected in the text go into the form that is open: as the passage of a new statement, or as a value. */
(() => {
  const text = document.getElementById("text");
  if (!text) return;

  /* The offset of a place, counted in code points of the whole text; null outside of the text's runs. */
  function offset(node, place) {
    const run = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!run || !text.contains(run)) return null;
    const range = document.createRange();
    range.setStart(run, 0);
    range.setEnd(node, place);
    return Number(run.dataset.start) + [...range.toString()].length;
  }

  let target = null;
  document.addEventListener("focusin", (event) => { if (event.target.matches("[data-from-selection]")) target = event.target; });

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return;
    const range = selection.getRangeAt(0);
    const from = offset(range.startContainer, range.startOffset), to = offset(range.endContainer, range.endOffset);
    if (from === null || to === null || to <= from) return;
    const words = range.toString();
    const adding = document.querySelector("#add");
    if (adding) {
      adding.querySelector("[data-quote]").value = words;
      adding.querySelector("[data-from]").value = from;
      adding.querySelector("[data-to]").value = to;
    }
    /* A correction that is open, or a value of the new statement whose field was last in use, takes the words. */
    if (target && target.isConnected && target.getClientRects().length) target.dataset.selected = words.trim();
  });

  /* v: the selected words become the value of the field that was last in use, or of the correction that is open. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "v" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const words = String(document.getSelection()).trim();
    const field = (target && target.isConnected && target.getClientRects().length && target)
      || [...document.querySelectorAll("[data-from-selection]")].find((e) => e.getClientRects().length);
    if (!words || !field) return;
    event.preventDefault();
    field.value = words;
    field.focus();
  });
  const quote = document.querySelector("[data-quote]");
  if (quote) quote.addEventListener("input", () => { document.querySelector("[data-from]").value = ""; document.querySelector("[data-to]").value = ""; });

  /* The statement and its words are lit together. */
  function light(ids) {
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    for (const id of ids) {
      const said = document.getElementById(`s-${id}`);
      if (said) said.classList.add("lit");
      for (const run of text.querySelectorAll(`mark[data-ids~="${CSS.escape(id)}"]`)) run.classList.add("lit");
    }
  }
  text.addEventListener("mouseover", (event) => { const run = event.target.closest("mark"); if (run) light(run.dataset.ids.split(" ")); });
  document.addEventListener("focusin", (event) => { const said = event.target.closest(".said[id^=s-]"); if (said) light([said.id.slice(2)]); });
  document.addEventListener("mouseover", (event) => { const said = event.target.closest(".said[id^=s-]"); if (said) light([said.id.slice(2)]); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-show]");
    if (!link) return;
    for (const run of text.querySelectorAll(`mark[data-ids~="${CSS.escape(link.dataset.show)}"]`)) { const fold = run.closest("details"); if (fold) fold.open = true; }
  });

  /* j and k go from statement to statement. */
  document.addEventListener("keydown", (event) => {
    if (!["j", "k"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const all = [...document.querySelectorAll(".said[id^=s-]")];
    const at = all.findIndex((said) => said.contains(document.activeElement));
    const next = all[Math.min(all.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))];
    if (!next) return;
    event.preventDefault();
    next.querySelector("a").focus();
    const run = text.querySelector(`mark[data-ids~="${CSS.escape(next.id.slice(2))}"]`);
    if (run) run.scrollIntoView({ block: "center" });
  });
})();
