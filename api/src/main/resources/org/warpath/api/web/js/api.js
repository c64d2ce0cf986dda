// Sends requests, asks for an API key when the server wants one, and turns its problems into errors.

import { askForKey, key } from "./key.js";

/** What the server said was wrong (RFC 9457), or that it cannot be reached. */
export class Problem extends Error {
  constructor(detail, members = {}) {
    super(detail);
    Object.assign(this, members);
  }
}

/** A file of a form that somebody typed. */
export class Typed {
  constructor(text, name) {
    this.text = text;
    this.name = name;
  }
}

/** The whole address of a request. */
export function address(request) {
  const url = new URL(request.path, document.baseURI);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    url.searchParams.set(name, value);
  }
  return url;
}

export const method = (request) =>
  request.method ?? (request.json !== undefined || request.form || request.file ? "POST" : "GET");

/** Its headers, the key aside. */
export const headers = (request) => ({
  ...(request.json !== undefined && { "Content-Type": "application/json" }),
  ...request.headers,
});

const authorized = (request, withKey) => ({
  ...headers(request),
  ...(withKey && { Authorization: `Bearer ${withKey}` }),
});

// Whether a refused request should be sent again: with a key that came meanwhile, or that is given now.
const mayRetry = async (problem, triedKey) =>
  problem.status === 401 && (key() !== triedKey || (await askForKey(problem.message)));

const body = (request) => (request.json === undefined ? request.file : JSON.stringify(request.json));

/** The response to `request`, whatever its body. */
export async function open(request, { signal } = {}) {
  for (;;) {
    const triedKey = key();
    const response = await fetch(address(request), {
      method: method(request),
      headers: authorized(request, triedKey),
      body: body(request),
      signal,
    }).catch((error) => {
      throw signal?.aborted ? error : unreachable();
    });
    if (response.ok) {
      return response;
    }
    const problem = problemOf(response.status, await response.text());
    if (!(await mayRetry(problem, triedKey))) {
      throw problem;
    }
  }
}

/** The JSON that answers `request`; null if there is no body. */
export async function send(request, options) {
  const response = await open(request, options);
  return response.status === 204 ? null : response.json();
}

/** Sends a form; `onProgress` hears the share that is sent, which fetch does not tell. */
export async function upload(request, onProgress) {
  for (;;) {
    const triedKey = key();
    const { status, text } = await sendForm(request, triedKey, onProgress);
    if (status >= 200 && status < 300) {
      return JSON.parse(text);
    }
    const problem = problemOf(status, text);
    if (!(await mayRetry(problem, triedKey))) {
      throw problem;
    }
  }
}

function sendForm(request, withKey, onProgress) {
  return new Promise((resolve, reject) => {
    const data = new FormData();
    request.form.forEach(([field, value]) =>
      data.append(field, value instanceof Typed ? new File([value.text], value.name) : value),
    );
    const call = new XMLHttpRequest();
    call.open(method(request), address(request));
    Object.entries(authorized(request, withKey)).forEach(([name, value]) => call.setRequestHeader(name, value));
    call.upload.onprogress = (event) => onProgress(event.total ? event.loaded / event.total : 0);
    call.onload = () => resolve({ status: call.status, text: call.responseText });
    call.onerror = () => reject(unreachable());
    call.send(data);
  });
}

function problemOf(status, text) {
  try {
    const problem = JSON.parse(text);
    return new Problem(problem.detail ?? problem.title ?? `HTTP ${status}`, { ...problem, status });
  } catch {
    return new Problem(`The server answered with HTTP ${status}.`, { status });
  }
}

const unreachable = () =>
  new Problem("The server cannot be reached. Is it still running?", { status: 0 });
