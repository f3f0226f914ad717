"use strict";
/* A document's statements: lit together with their words, walked with j and k, and decided without loading the page. */
(() => {
  const text = document.getElementById("text");
  if (!text) return;
  const all = () => [...document.querySelectorAll(".said[id^=s-]")];
  const runs = (id) => [...text.querySelectorAll(`mark[data-ids~="${CSS.escape(id)}"]`)];

  function light(ids) {
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    for (const id of ids) {
      const said = document.getElementById(`s-${id}`);
      if (said) said.classList.add("lit");
      for (const run of runs(id)) run.classList.add("lit");
    }
  }
  const lightSaid = (event) => { const said = event.target.closest(".said[id^=s-]"); if (said) light([said.id.slice(2)]); };
  text.addEventListener("mouseover", (event) => { const run = event.target.closest("mark"); if (run) light(run.dataset.ids.split(" ")); });
  document.addEventListener("focusin", lightSaid);
  document.addEventListener("mouseover", lightSaid);

  function go(said) {
    if (!said) return;
    said.querySelector("a").focus({ preventScroll: true });
    said.scrollIntoView({ block: "nearest" });
    const run = runs(said.id.slice(2))[0];
    if (run) (run.closest("details:not([open])") || run).scrollIntoView({ block: "center" });
  }
  document.addEventListener("keydown", (event) => {
    if (!["j", "k"].includes(event.key) || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select") || window.counterclaimKeys.off() || document.querySelector("dialog[open]")) return;
    const list = all(), at = list.findIndex((said) => said.contains(document.activeElement));
    event.preventDefault();
    go(list[Math.min(list.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))]);
  });

  /* Accepted or rejected: seen at once and on to the next; taken back where the server refuses. */
  const WORDS = { accept: "accepted", reject: "rejected" };
  const before = new WeakMap();
  document.addEventListener("judging", (event) => {
    const { form, button } = event.detail, verdict = button && button.name === "verdict" ? button.value : "";
    const said = button && button.closest(".said[id^=s-]");
    if (!said || !WORDS[verdict]) return;
    event.detail.kept = true;
    const sign = said.querySelector("[data-sign]");
    before.set(form, { said, kind: said.className, html: sign.innerHTML });
    said.classList.remove("accept", "correct", "reject");
    said.classList.add(verdict);
    const tag = document.createElement("span");
    tag.className = `tag ${verdict}`;
    tag.textContent = WORDS[verdict];
    sign.replaceChildren(tag);
    const list = all();
    go(list[list.indexOf(said) + 1]);
  });
  document.addEventListener("refused", (event) => {
    const was = before.get(event.detail.form);
    if (!was) return;
    was.said.className = was.kind;
    was.said.querySelector("[data-sign]").innerHTML = was.html;
    go(was.said);
  });
})();
