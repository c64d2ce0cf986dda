// The curl line that does the same as a request, for a POSIX shell.

import { address, headers, method, Typed } from "./api.js";
import { announce, el, icon } from "./dom.js";
import { key } from "./key.js";

const quoted = (text) =>
  /^[A-Za-z0-9_./:@%+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

// curl itself reads quotes, semicolons and commas in what it is told of a file.
const inQuotes = (text) => `"${text.replace(/["\\]/g, "\\$&")}"`;

function formField([field, value]) {
  if (value instanceof File) {
    return ["-F", quoted(`${field}=@${inQuotes(value.name)}`)];
  }
  return value instanceof Typed
    ? ["-F", quoted(`${field}=${inQuotes(value.text)};filename=${inQuotes(value.name)}`)]
    : ["--form-string", quoted(`${field}=${value}`)];
}

/** The line; a key that is set appears as the variable $WARPATH_KEY, not as itself. */
export function curl(request) {
  const implied = request.json !== undefined || request.form || request.file ? "POST" : "GET";
  return [
    "curl",
    ...(request.stream ? ["-N"] : []),
    ...(method(request) === implied ? [] : ["-X", method(request)]),
    ...(key() ? ["-H", '"Authorization: Bearer $WARPATH_KEY"'] : []),
    ...Object.entries(headers(request)).flatMap(([name, value]) => ["-H", quoted(`${name}: ${value}`)]),
    ...(request.json === undefined ? [] : ["-d", quoted(JSON.stringify(request.json))]),
    ...(request.form ?? []).flatMap(formField),
    ...(request.file ? ["--data-binary", quoted(`@${request.file.name}`)] : []),
    quoted(address(request).href),
  ].join(" ");
}

/** Shows lines, each under a label, with a button that copies it. */
export function showCurl(container, labelled) {
  container.replaceChildren(
    ...labelled.map(([label, request]) => {
      const line = el("code", {}, curl(request));
      return el("div", { class: "curl" }, el("span", {}, label), line, copyButton(label, line));
    }),
  );
}

function copyButton(label, line) {
  const picture = icon("copy");
  const copy = async () => {
    await copyText(line);
    picture.className = "icon icon-copied";
    announce("Copied");
    setTimeout(() => (picture.className = "icon icon-copy"), 1500);
  };
  const attributes = {
    class: "icon-button",
    type: "button",
    title: "Copy",
    "aria-label": `Copy the curl line: ${label}`,
    onclick: copy,
  };
  return el("button", attributes, picture);
}

async function copyText(line) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(line.textContent);
    return;
  }
  // Over plain HTTP from another machine there is no clipboard; what is selected can still be copied.
  getSelection().selectAllChildren(line);
  document.execCommand("copy");
}
