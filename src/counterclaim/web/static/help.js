"use strict";
/* Help: the sheet of /help in a dialog, with what can be pressed on this page. */
(() => {
  const dialog = document.getElementById("help");
  const { off, seen, set } = window.counterclaimKeys;

  function words(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("kbd").forEach((key) => key.remove());
    const label = element.labels && element.labels[0] ? element.labels[0].textContent : copy.textContent || element.getAttribute("aria-label") || "";
    return label.trim().slice(0, 80);
  }

  function line(key, told) {
    const row = document.createElement("div"), term = document.createElement("dt"), says = document.createElement("dd"), cap = document.createElement("kbd");
    cap.textContent = key;
    term.append(cap);
    says.textContent = told;
    row.append(term, says);
    return row;
  }

  function here(list) {
    const told = new Set();
    for (const element of document.querySelectorAll("[data-key]")) {
      const key = element.dataset.key;
      if (told.has(key) || !seen(element) || key === "?" || element.closest("dialog")) continue;
      told.add(key);
      list.append(line(key, words(element)));
    }
    list.previousElementSibling.hidden = !told.size;
  }

  async function open() {
    const answer = await fetch("/help?part=1", { credentials: "same-origin" });
    dialog.innerHTML = await answer.text();
    here(dialog.querySelector("[data-here]"));
    const box = dialog.querySelector("[data-switch]");
    box.checked = !off();
    box.addEventListener("change", () => set(box.checked));
    dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-help]") && dialog.showModal) {
      event.preventDefault();
      open().catch(() => location.assign("/help"));
    } else if (event.target.closest("[data-close]")) dialog.close();
  });
})();
