import { text } from './texts.js';

let resuming = null;

/**
 * fetch() that survives the end of a session: on 401 with X-Session-Ended it lets the person sign in
 * again in a dialog over the page, then sends the same request with the fresh CSRF token.
 * Answers the original 401 when the person gives up; nothing on the page has changed by then.
 */
export async function guardedFetch(url, options = {}) {
  const answer = await fetch(url, options);
  if (answer.status !== 401 || answer.headers.get('X-Session-Ended') !== '1') return answer;
  resuming ??= resume(answer.headers.get('X-Resume-Url')).finally(() => { resuming = null; });
  const token = await resuming;
  if (token === null) return answer;
  return fetch(url, withToken(options, token));
}

/** Makes every htmx request go through guardedFetch, and without the time limit once the dialog is open. */
export function guardHtmx() {
  document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
    ctx.fetch = async (url, options) => {
      const { signal, ...rest } = options;
      const first = await fetch(url, options);
      if (first.status !== 401 || first.headers.get('X-Session-Ended') !== '1') return first;
      clearTimeout(ctx.requestTimeout);
      return guardedFetch(url, rest);
    };
  });
}

/** Writes a fresh CSRF token wherever the page keeps one. */
export function refreshToken(token) {
  for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = token;
  document.body.setAttribute('hx-headers:inherited', JSON.stringify({ 'X-CSRFToken': token }));
  for (const island of document.querySelectorAll('[data-csrf]')) island.dataset.csrf = token;
}

function withToken(options, token) {
  const headers = new Headers(options.headers);
  if (headers.has('X-CSRFToken')) headers.set('X-CSRFToken', token);
  if (options.body?.has?.('csrfmiddlewaretoken')) options.body.set('csrfmiddlewaretoken', token);
  return { ...options, headers };
}

async function resume(url) {
  if (!url || new URL(url, location.href).origin !== location.origin) return null;
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-label', text('resume'));
  document.body.append(dialog);
  try {
    return await signInInside(dialog, url);
  } finally {
    dialog.remove();
  }
}

function signInInside(dialog, url) {
  return new Promise((settle) => {
    const giveUp = () => settle(null);
    const ask = async (address, options) => {
      const headers = { 'X-Resume': '1' };
      const answer = await fetch(address, { credentials: 'same-origin', ...options, headers }).catch(() => null);
      if (answer?.status === 204) {
        const token = answer.headers.get('X-CSRFToken') ?? '';
        if (token) refreshToken(token);
        return settle(token);
      }
      show(dialog, answer ? await answer.text() : `<p role="alert">${text('offline')}</p>`, giveUp);
    };
    dialog.addEventListener('close', giveUp);
    dialog.addEventListener('submit', (event) => {
      event.preventDefault();
      event.stopPropagation();
      const form = event.target;
      const body = new FormData(form);
      if (event.submitter?.name) body.append(event.submitter.name, event.submitter.value);
      ask(form.getAttribute('action') || url, { method: 'POST', body });
    });
    ask(url);
  });
}

function show(dialog, html, giveUp) {
  const content = new DOMParser().parseFromString(html, 'text/html');
  dialog.replaceChildren(...content.body.childNodes);
  const leave = document.createElement('button');
  leave.type = 'button';
  leave.className = 'button button--quiet';
  leave.textContent = text('notNow');
  leave.addEventListener('click', giveUp);
  dialog.append(leave);
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector('[aria-invalid="true"], input:not([type=hidden]), button') ?? dialog).focus();
}
