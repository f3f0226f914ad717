"use strict";
/* Words selected in the text, with the mouse or with keys alone, go into the form: as the passage of a new statement,
   or as a value of it or of a correction. */
(() => {
  const text = document.getElementById("text");
  const add = document.getElementById("add");
  if (!text || !add) return;
  const field = (name) => add.querySelector(`[data-${name}]`);
  const selection = () => document.getSelection();

  /* The runs of the text that a selection covers, each with the part of it that is covered. */
  function covered() {
    const chosen = selection();
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return [];
    const range = chosen.getRangeAt(0), found = [];
    for (const run of text.querySelectorAll("[data-start]")) {
      if (!range.intersectsNode(run)) continue;
      const part = document.createRange();
      part.selectNodeContents(run);
      const before = part.cloneRange();
      if (part.compareBoundaryPoints(Range.START_TO_START, range) < 0) part.setStart(range.startContainer, range.startOffset);
      if (part.compareBoundaryPoints(Range.END_TO_END, range) > 0) part.setEnd(range.endContainer, range.endOffset);
      before.setEnd(part.startContainer, part.startOffset);
      const words = part.toString();
      if (words) found.push({ start: Number(run.dataset.start) + [...before.toString()].length, words });
    }
    return found;
  }

  /* What is selected, without white space at its ends; offsets count code points of the whole text. */
  function passage() {
    const found = covered();
    if (!found.length) return null;
    const last = found[found.length - 1], words = found.map((part) => part.words).join("");
    const lead = words.length - words.trimStart().length, trail = words.length - words.trimEnd().length;
    const start = found[0].start + lead, end = last.start + [...last.words].length - trail;
    return words.trim() ? { words: words.trim(), start, end } : null;
  }

  function fill() {
    const found = passage();
    if (!found) return;
    field("quote").value = found.words;
    field("from").value = found.start;
    field("to").value = found.end;
  }
  document.addEventListener("selectionchange", fill);
  field("quote").addEventListener("input", () => { field("from").value = ""; field("to").value = ""; });

  /* The field that takes words as a value: the one last in use, else the first that is open. */
  let target = null;
  document.addEventListener("focusin", (event) => { if (event.target.matches("[data-from-selection]")) target = event.target; });
  const shown = (element) => element && element.isConnected && element.getClientRects().length > 0;
  const taking = () => (shown(target) ? target : [...document.querySelectorAll("[data-from-selection]")].find(shown));

  /* With keys alone: from word to word, line to line; with Shift the selection grows. */
  function begin() {
    text.focus({ preventScroll: true });
    const first = [...text.querySelectorAll("[data-start]")].find((run) => run.getBoundingClientRect().top > 0) || text.querySelector("[data-start]");
    if (!first) return;
    if (!covered().length) { selection().collapse(first, 0); selection().modify("extend", "forward", "word"); }
    document.getElementById("selecting").hidden = false;
  }
  const STEPS = { ArrowRight: "word", ArrowLeft: "word", ArrowDown: "line", ArrowUp: "line" };
  function onwards(key) {
    if (STEPS[key] === "line") return key === "ArrowDown";
    const at = selection().focusNode, side = getComputedStyle(at instanceof Element ? at : at.parentElement).direction;
    return (key === "ArrowRight") === (side === "ltr");
  }
  function move(key, growing) {
    const chosen = selection(), was = chosen.getRangeAt(0).cloneRange(), way = onwards(key) ? "forward" : "backward";
    if (growing) chosen.modify("extend", way, STEPS[key]);
    else {
      if (way === "forward") chosen.collapseToEnd(); else chosen.collapseToStart();
      chosen.modify("move", way, STEPS[key]);
      /* The whole word there, from its beginning, so that it grows onwards. */
      if (way === "forward") chosen.modify("move", "backward", "word");
      chosen.modify("extend", "forward", "word");
    }
    if (!text.contains(chosen.focusNode) || !text.contains(chosen.anchorNode)) { chosen.removeAllRanges(); chosen.addRange(was); }
  }
  function take() {
    fill();
    add.open = true;
    document.getElementById("selecting").hidden = true;
    add.querySelector("select").focus();
    add.scrollIntoView({ block: "nearest" });
  }
  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (STEPS[event.key]) {
      if (!covered().length) begin(); else move(event.key, event.shiftKey);
      const at = selection().focusNode && selection().focusNode.parentElement;
      if (at && text.contains(at)) at.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && event.target === text && passage()) take();
    else if (event.key === "Escape") { selection().removeAllRanges(); document.getElementById("selecting").hidden = true; } else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-select]")) begin(); });

  /* v: the selected words become a value. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "v" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const found = passage(), into = taking();
    if (!found || !into || window.counterclaimKeys.off()) return;
    event.preventDefault();
    into.value = found.words;
    into.focus();
  });
})();
