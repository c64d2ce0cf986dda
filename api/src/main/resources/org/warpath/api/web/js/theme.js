// Light, dark, or as the system has it. Loaded before the page is painted, so not as a module.
"use strict";

(() => {
  const themes = ["system", "light", "dark"];
  const root = document.documentElement;
  let theme = "system";
  try {
    theme = localStorage.getItem("theme") ?? theme;
  } catch {
    // Storage is blocked: the choice then lasts as long as the page.
  }

  function apply() {
    root.dataset.theme = theme;
    const button = document.getElementById("theme");
    if (button) {
      const next = themes[(themes.indexOf(theme) + 1) % themes.length];
      button.firstElementChild.className = `icon icon-${theme}`;
      button.title = `Colours: ${theme}`;
      button.setAttribute("aria-label", `Colours: ${theme}; change to ${next}`);
    }
    document.dispatchEvent(new Event("themechange"));
  }

  apply();
  addEventListener("DOMContentLoaded", () => {
    apply();
    document.getElementById("theme")?.addEventListener("click", () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      try {
        localStorage.setItem("theme", theme);
      } catch {
        // As above.
      }
      apply();
    });
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", apply);
})();
