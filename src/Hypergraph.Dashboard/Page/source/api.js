// Requests to the server. All addresses are relative to the page.
import { Changes } from './changes.js';

/** An answer that is not a success. */
export class ApiError extends Error {
  /** @param {number} status @param {{ title?: string, detail?: string }} problem */
  constructor(status, problem) {
    super(problem.detail || problem.title || `The server answered with status ${status}.`);
    this.status = status;
    this.title = problem.title ?? '';
  }
}

/**
 * @param {string} path relative to `api/`
 * @param {RequestInit} [options]
 * @param {(response: Response) => any} [read]
 * @returns {Promise<any>}
 */
export async function request(path, options, read = response => response.json()) {
  let response;
  try {
    response = await fetch(`api/${path}`, { cache: 'no-store', credentials: 'same-origin', ...options });
  } catch (error) {
    if (options?.signal?.aborted) {
      throw error;
    }

    throw new ApiError(0, { detail: 'The server does not answer.' });
  }

  if (!response.ok) {
    throw new ApiError(response.status, await problemOf(response));
  }

  return response.status === 204 || response.status === 202 ? undefined : read(response);
}

/** Asks whether a stream can be opened, and reads nothing of it. @param {string} path relative to `api/` */
export async function probe(path) {
  const abort = new AbortController();
  try {
    await request(path, { signal: abort.signal }, () => undefined);
  } finally {
    abort.abort();
  }
}

/** @param {Response} response */
async function problemOf(response) {
  try {
    return (await response.json()) ?? {};
  } catch {
    return {};
  }
}

/**
 * What the server offers: `{ version, graph, hasStore, canAnswer, canStop, includesValues, token }`.
 */
class Info extends Changes {
  constructor() {
    super();
    /** @type {any} */
    this.value = {};
  }

  /** Reads it again, as after a restart of the server. */
  async load() {
    this.value = (await request('info')) ?? {};
    this.changed();
  }
}

export const info = new Info();

/**
 * Posts a value with the anti-forgery token. If the server has restarted, its new token is used.
 * @param {string} path
 * @param {unknown} value
 */
export async function post(path, value) {
  try {
    return await send(path, value);
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 400 && /token/i.test(error.title))) {
      throw error;
    }

    await info.load();
    return send(path, value);
  }
}

/** @param {string} path @param {unknown} value */
async function send(path, value) {
  if (!info.value.token) {
    await info.load();
  }

  return request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Hypergraph-Token': info.value.token ?? '' },
    body: JSON.stringify(value),
  });
}
