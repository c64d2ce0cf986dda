// The API reference: Swagger UI on this server's own document.
"use strict";

(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");

  // Swagger UI is dark where the root element says so by a class.
  function recolour() {
    const { theme } = document.documentElement.dataset;
    const isDark = theme === "dark" || (theme === "system" && dark.matches);
    document.documentElement.classList.toggle("dark-mode", isDark);
  }

  document.addEventListener("themechange", recolour);
  recolour();

  SwaggerUIBundle({
    url: "openapi.yaml",
    domNode: document.getElementById("reference"),
    deepLinking: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
  });
})();
