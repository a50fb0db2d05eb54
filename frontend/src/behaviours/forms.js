import { complain } from './complaint.js';
import { guardedFetch } from './session.js';
import { announceContent, text } from './texts.js';

/**
 * Sends every ordinary POST form by fetch, so that a lost connection or an ended session never costs
 * what was typed. The server answers a redirect as 204 with X-Location (see jatigi.ui.middleware), or a page.
 * `data-native` on a form leaves it alone; htmx forms are htmx's.
 */
export function sendFormsByFetch() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !isOurs(form, event.submitter)) return;
    event.preventDefault();
    if (!form.hasAttribute('data-sending')) send(form, event.submitter);
  });
  document.addEventListener('htmx:before:request', ({ detail: { ctx } }) => {
    ctx.release = ctx.request.form && markSending(ctx.request.form, ctx.request.submitter);
  });
  document.addEventListener('htmx:finally:request', ({ detail: { ctx } }) => ctx.release?.());
  document.addEventListener('htmx:after:request', ({ detail: { ctx } }) => keepTyped(ctx));
  document.addEventListener('htmx:error', ({ detail: { ctx } }) => ctx && complain(placeFor(ctx), text('offline')));
}

function isOurs(form, submitter) {
  const method = (submitter?.getAttribute('formmethod') ?? form.getAttribute('method') ?? 'get').toLowerCase();
  const byHtmx = ['hx-post', 'hx-get', 'hx-put', 'hx-patch', 'hx-delete', 'data-hx-post']
    .some((name) => form.hasAttribute(name) || submitter?.hasAttribute(name));
  return method === 'post' && !byHtmx && !form.closest('[data-native]') && !form.getAttribute('target');
}

async function send(form, submitter) {
  const body = new FormData(form);
  if (submitter?.name) body.append(submitter.name, submitter.value);
  const release = markSending(form, submitter);
  const address = submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? '';
  try {
    const answer = await guardedFetch(new URL(address, location.href), {
      method: 'POST',
      body: form.getAttribute('enctype') === 'multipart/form-data' ? body : new URLSearchParams(body),
      credentials: 'same-origin',
      headers: { 'X-Form-Fetch': '1', Accept: 'text/html' },
    });
    await deliver(answer, form, release);
  } catch {
    release();
    complain(form, text('offline'));
  }
}

async function deliver(answer, form, release) {
  const where = answer.headers.get('X-Location') ?? (answer.redirected ? answer.url : null);
  if (where) return go(where);
  if (answer.status === 401) return release();
  if (!(answer.headers.get('Content-Type') ?? '').startsWith('text/html')) {
    release();
    return save(answer);
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const failure = page.querySelector('[data-error-page]');
  if (failure) {
    release();
    return complain(form, failure);
  }
  replacePage(page);
}

/** An error answered to htmx is shown beside the form and replaces nothing. */
function keepTyped(ctx) {
  if (ctx.response.status < 400 || !ctx.text.includes('data-error-page')) return;
  const failure = new DOMParser().parseFromString(ctx.text, 'text/html').querySelector('[data-error-page]');
  if (!failure) return;
  ctx.swap = 'none';
  complain(placeFor(ctx), failure.querySelector('.notice__body') ?? failure);
}

const placeFor = (ctx) => ctx.request.form ?? document.getElementById('messages');

function go(where) {
  const target = new URL(where, location.href);
  const samePage = target.pathname === location.pathname && target.search === location.search;
  location.assign(target);
  if (samePage && target.hash) location.reload();
}

function replacePage(page) {
  document.title = page.title;
  const known = new Set([...document.scripts].map((script) => script.src));
  document.body.replaceWith(page.body);
  loadScripts(known);
  window.htmx?.process(document.body);
  scrollTo(0, 0);
  announceContent(document.body);
}

/** Scripts that arrive with a page's text do not run by themselves; those already loaded need not. */
function loadScripts(known) {
  for (const script of document.body.querySelectorAll('script[src]')) {
    if (known.has(script.src)) continue;
    const fresh = document.createElement('script');
    fresh.type = script.type;
    fresh.src = script.src;
    script.replaceWith(fresh);
  }
}

async function save(answer) {
  const name = /filename\*?=(?:UTF-8'')?"?([^";]+)/i.exec(answer.headers.get('Content-Disposition') ?? '');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name ? decodeURIComponent(name[1]) : '';
  link.click();
  URL.revokeObjectURL(link.href);
}

function markSending(form, submitter) {
  const button = submitter ?? form.querySelector('button[type="submit"], button:not([type])');
  const before = button?.innerHTML;
  form.setAttribute('data-sending', '');
  if (button instanceof HTMLButtonElement) {
    button.setAttribute('aria-disabled', 'true');
    button.textContent = button.dataset.sending ?? text('sending');
  }
  return () => {
    form.removeAttribute('data-sending');
    if (!(button instanceof HTMLButtonElement)) return;
    button.removeAttribute('aria-disabled');
    button.innerHTML = before;
  };
}
