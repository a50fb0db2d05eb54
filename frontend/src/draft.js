import { guardedFetch } from './behaviours/session.js';

/** In milliseconds: how long after the last change it is sent to be kept, at the least between two, and how often it is tried again. */
const QUIET = 1_500;
const APART = 5_000;
const EVERY = 20_000;
/** What a browser still sends for a page that goes away, in bytes. Larger answers are asked about before the page is left. */
const LARGEST_FAREWELL = 60_000;
const FILE = 'xml_submission_file';

/**
 * The engine's root node, from which answers can be had at any moment: ODK Web Forms has no event for it. It is found among
 * the properties of what is mounted: the header of the form has it as `form`.
 */
export function rootNode(vnode) {
  if (!vnode || typeof vnode !== 'object') return null;
  const form = vnode.props?.form;
  if (typeof form?.prepareInstancePayload === 'function') return form;
  const below = [vnode.component?.subTree, ...(Array.isArray(vnode.children) ? vnode.children : [])];
  for (const child of below) {
    const found = rootNode(child);
    if (found) return found;
  }
  return null;
}

/**
 * The answers as they are sent. Whoever goes on with a draft does not correct it, and whoever goes on with a correction
 * still corrects the first answers: the engine takes whatever it is given to go on with for what is corrected.
 */
export async function asSent(data, corrects) {
  const sent = alone(await data.get(FILE).text(), corrects);
  for (const [name, file] of data.entries()) if (name !== FILE) sent.append(name, file, file.name);
  return sent;
}

function alone(text, corrects) {
  const xml = new DOMParser().parseFromString(text, 'application/xml');
  for (const node of [...xml.getElementsByTagNameNS('*', 'deprecatedID')]) {
    if (corrects) node.textContent = corrects;
    else node.remove();
  }
  const sent = new FormData();
  sent.set(FILE, new File([new XMLSerializer().serializeToString(xml)], FILE, { type: 'text/xml' }));
  return sent;
}

/**
 * Keeps what is written on the server a moment after it was written, and when the page is left; says when it was kept
 * last, and that something was not yet. Answers {soon, stop}.
 */
export function keepDrafts(island, place, root) {
  const held = new Set(JSON.parse(island.dataset.held || '[]'));
  let before = null;
  let busy = false;
  let stopped = false;
  let atOnce = false;
  let waiting = 0;
  let last = -APART;

  const written = async () => asSent((await root.prepareInstancePayload({ payloadType: 'monolithic' })).data[0], island.dataset.corrects);

  const save = async () => {
    if (busy || stopped || !island.hasAttribute('data-changed')) return;
    clearTimeout(waiting);
    busy = true;
    atOnce = false;
    let failed = false;
    last = performance.now();
    island.removeAttribute('data-changed');
    try {
      const all = await written();
      const text = comparable(await all.get(FILE).text());
      if (text === before) return settled(island);
      const answer = await send(island, withoutHeld(all, held), { guarded: true });
      if (answer.ok) {
        before = text;
        for (const name of all.keys()) if (name !== FILE) held.add(name);
        settled(island);
        said(island, island.dataset.textKept);
      } else {
        stopped = answer.status === 401;
        refused(island, await answer.json().catch(() => ({})));
      }
    } catch {
      failed = true;
      island.setAttribute('data-changed', '');
      said(island, island.dataset.textUnkept);
    } finally {
      busy = false;
      if (!failed && island.hasAttribute('data-changed')) soon();
    }
  };

  const soon = (delay = atOnce ? 0 : Math.max(QUIET, last + APART - performance.now())) => {
    if (delay === 0) {
      atOnce = true;
      island.setAttribute('data-changed', '');
    }
    unkept(true);
    clearTimeout(waiting);
    waiting = setTimeout(save, delay);
  };

  const fits = (text) => new Blob([text]).size < LARGEST_FAREWELL;

  // A page that goes away waits for nothing: the answers alone, as the engine holds them at this moment.
  const leave = () => {
    const text = root.rootDocument?.instanceState?.instanceXML;
    if (stopped || !text || !island.hasAttribute('data-changed')) return;
    if (fits(text)) send(island, alone(text, island.dataset.corrects), { keepalive: true }).catch(() => {});
  };

  const changed = () => island.hasAttribute('data-changed') && soon();
  for (const kind of ['input', 'change', 'click']) place.addEventListener(kind, changed);
  const timer = setInterval(save, EVERY);
  addEventListener('pagehide', leave);
  // What is too large for that is sent while the person is asked whether to leave; whoever stays a moment has it kept.
  addEventListener('beforeunload', () => island.hasAttribute('data-changed') && !fits(root.rootDocument?.instanceState?.instanceXML ?? '') && soon(0));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && save());
  return { soon, stop: () => { stopped = true; clearInterval(timer); clearTimeout(waiting); unkept(false); } };
}

const comparable = (text) => text.replace(/uuid:[0-9a-f-]{36}/g, '');

function withoutHeld(all, held) {
  for (const name of [...all.keys()]) if (name !== FILE && held.has(name)) all.delete(name);
  return all;
}

function send(island, body, { guarded = false, keepalive = false }) {
  const options = {
    method: 'POST',
    body,
    credentials: 'same-origin',
    keepalive,
    headers: { 'X-CSRFToken': island.dataset.csrf, Accept: 'application/json' },
  };
  return guarded ? guardedFetch(island.dataset.draftUrl, options) : fetch(island.dataset.draftUrl, options);
}

/** Whether something was written since it was kept last. */
function unkept(is) {
  const place = document.querySelector('[data-draft-unkept]');
  if (place) place.hidden = !is;
}

function settled(island) {
  if (island.hasAttribute('data-changed')) return;
  island.removeAttribute('data-unsent');
  unkept(false);
}

function said(island, words) {
  const place = document.querySelector('[data-draft-state]');
  const time = new Date().toLocaleTimeString(island.dataset.language, { hour: '2-digit', minute: '2-digit' });
  if (place) place.textContent = `${words} · ${time}`;
}

function refused(island, answer) {
  island.setAttribute('data-unsent', '');
  said(island, answer.message ?? island.dataset.textUnkept);
  if (answer.file) island.dispatchEvent(new CustomEvent('file-refused', { detail: answer }));
}
