// Saves what the server answers as a file: by a link alone an API key could not be sent.

import { el } from "./dom.js";

/** Saves the body of a response. */
export async function saveBody(response, name) {
  save(await response.blob(), name);
}

/** Saves a blob. */
export function save(blob, name) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}
