import { createApp, h, watchEffect } from 'vue';
import { OdkWebForm, webFormsPlugin } from '@getodk/web-forms';
import { guardedFetch } from './behaviours/session.js';
import { complain } from './behaviours/complaint.js';
import { takeFiles } from './attach.js';
import { asSent, keepDrafts, rootNode } from './draft.js';
import './styles/form-island.css';

/**
 * The island where a questionnaire is filled in with ODK Web Forms:
 * <div data-form-island data-xform-url data-submit-url data-csrf data-instance-url data-files-url data-draft-url
 * data-held-url data-held data-corrects data-language data-file-limit data-words>.
 * The answers leave as multipart, as OpenRosa has it; the server says {"redirect": url} or {"message": text}.
 */
for (const island of document.querySelectorAll('[data-form-island]')) open(island);

async function open(island) {
  const { xformUrl, instanceUrl, language, words } = island.dataset;
  try {
    const [formXml, instanceXml] = await Promise.all([fetchText(xformUrl), instanceUrl ? fetchText(instanceUrl) : null]);
    const props = {
      formXml: withDefaultLanguage(formXml, language),
      fetchFormAttachment: (resource) => fetch(new URL(resource.href.split('/').pop(), base(island))),
      trackDevice: false,
      editInstance: instanceXml ? editing(instanceXml, island) : undefined,
      onSubmit: (payload, settle) => submit(island, payload, settle),
    };
    const place = document.createElement('div');
    island.replaceChildren(place);
    const mounted = createApp({ render: () => h(OdkWebForm, props) }).use(webFormsPlugin).mount(place);
    askBeforeLeaving(island, place);
    speak(place, JSON.parse(words || '{}'));
    onceOpen(place, () => rootNode(mounted.$.subTree), (root) => {
      followLanguage(place, root);
      if (island.dataset.draftUrl) drafts.set(island, keepDrafts(island, place, root));
      takeFiles(island, place, root, () => drafts.get(island)?.soon(0));
    });
  } catch {
    complain(island, island.dataset.textFailed);
  }
}

async function fetchText(url) {
  const answer = await fetch(url, { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

/** The form opens in the page's language: its translation becomes the default one. */
function withDefaultLanguage(xml, language) {
  const form = new DOMParser().parseFromString(xml, 'application/xml');
  const translations = [...form.getElementsByTagName('translation')];
  const speaks = (node) => new RegExp(`(^|\\()${language}(\\)|$|-)`, 'i').test(node.getAttribute('lang') ?? '');
  const wanted = translations.find(speaks);
  if (!wanted) return xml;
  for (const translation of translations) translation.removeAttribute('default');
  wanted.setAttribute('default', 'true()');
  return new XMLSerializer().serializeToString(form);
}

const drafts = new Map();
const base = (island) => new URL(island.dataset.filesUrl || island.dataset.xformUrl, location.href);

/** Answers that were given before, with the files that the server holds of them. */
const editing = (xml, island) => ({
  resolveInstance: () => xml,
  attachmentFileNames: JSON.parse(island.dataset.held || '[]'),
  resolveAttachment: (name) => fetch(island.dataset.heldUrl + encodeURIComponent(name), { credentials: 'same-origin' }),
});

const FROM_RIGHT = new Set(['ar', 'dv', 'fa', 'ff-adlm', 'he', 'nqo', 'ps', 'ur']);

/** A form in Arabic runs from right to left, whatever the language of the page around it. */
function followLanguage(place, root) {
  watchEffect(() => {
    const { language = '' } = root.currentState.activeLanguage ?? {};
    const code = (/\(([a-z]{2,3}(?:-\w+)*)\)\s*$/i.exec(language)?.[1] ?? (/^[a-z]{2,3}$/i.test(language) ? language : '')).toLowerCase();
    if (!code) return;
    place.lang = code;
    place.dir = FROM_RIGHT.has(code) || FROM_RIGHT.has(code.split('-')[0]) ? 'rtl' : 'ltr';
  });
}

/** The form is drawn a moment after it is mounted. */
function onceOpen(place, find, then) {
  const look = () => {
    const root = find();
    if (root) {
      watch.disconnect();
      then(root);
    }
  };
  const watch = new MutationObserver(look);
  watch.observe(place, { childList: true, subtree: true });
  look();
}

async function submit(island, payload, settle) {
  if (island.hasAttribute('data-sending')) return;
  island.setAttribute('data-sending', '');
  try {
    const answer = await guardedFetch(island.dataset.submitUrl, {
      method: 'POST',
      body: await asSent(payload.data[0], island.dataset.corrects),
      credentials: 'same-origin',
      headers: { 'X-CSRFToken': island.dataset.csrf, Accept: 'application/json' },
    });
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) {
      drafts.get(island)?.stop();
      island.removeAttribute('data-unsent');
    }
    if (answer.ok && said.redirect) location.assign(said.redirect);
    else complain(island, said.message ?? island.dataset[answer.ok ? 'textSent' : 'textRefused'], answer.ok ? 'success' : 'danger');
  } catch {
    complain(island, document.body.dataset.textOffline);
  } finally {
    island.removeAttribute('data-sending');
    settle?.({ next: undefined });
  }
}

/** Says with every choice which question it answers. */
function nameQuestions(place) {
  for (const question of place.querySelectorAll('.question-container:not([role])')) {
    const label = question.querySelector('.control-text label');
    if (!label || !question.querySelector('input[type=radio], input[type=checkbox]')) continue;
    label.id ||= `${label.htmlFor}_label`;
    question.setAttribute('role', 'group');
    question.setAttribute('aria-labelledby', label.id);
  }
}

/** What ODK Web Forms leaves without a name: the menu of a line, and fields that are drawn apart from their question. */
function nameControls(place, words) {
  for (const button of place.querySelectorAll('.button-menu:not([aria-label])')) button.setAttribute('aria-label', words.line ?? '');
  for (const button of place.querySelectorAll('.clear-button:not([aria-label])')) button.setAttribute('aria-label', words.Remove ?? '');
  for (const toggle of place.querySelectorAll('.p-panel-toggle-button')) {
    const title = toggle.closest('.p-panel-header')?.querySelector('.panel-title')?.textContent.trim();
    if (title && toggle.getAttribute('aria-label') !== title) toggle.setAttribute('aria-label', title);
  }
  for (const question of place.querySelectorAll('.question-container')) {
    const label = question.querySelector('.control-text label');
    if (!label) continue;
    for (const field of question.querySelectorAll('input:not([type=radio], [type=checkbox], [type=file]), textarea')) {
      if (field.labels?.length || field.hasAttribute('aria-labelledby') || field.hasAttribute('aria-label')) continue;
      label.id ||= `${label.htmlFor}_label`;
      field.setAttribute('aria-labelledby', label.id);
    }
    for (const upload of question.querySelectorAll('input[type=file]:not([aria-label], [data-attach])')) upload.setAttribute('aria-label', label.textContent);
  }
}

/** Answers that nobody sent yet do not go with a careless tap on a link. */
function askBeforeLeaving(island, place) {
  const changed = () => {
    island.setAttribute('data-unsent', '');
    island.setAttribute('data-changed', '');
  };
  for (const kind of ['input', 'change', 'click']) place.addEventListener(kind, (event) => (kind !== 'click' || event.target.closest('button')) && changed());
  for (const form of document.querySelectorAll('[data-leaves-form]')) {
    form.addEventListener('submit', () => {
      drafts.get(island)?.stop();
      island.removeAttribute('data-unsent');
    });
  }
  addEventListener('beforeunload', (event) => island.hasAttribute('data-unsent') && event.preventDefault());
}

/** ODK Web Forms speaks English only; what it says is replaced by the server's translations as it appears. */
function speak(place, words) {
  const better = (said) => {
    const errors = /^(\d+) questions? with errors?\.$/.exec(said);
    const added = /^Add (.+)$/.exec(said);
    if (added && words.add) return words.add.replace('{}', added[1]);
    return errors ? words.errors?.replace('0', errors[1]) : words[said];
  };
  const translate = () => {
    nameQuestions(place);
    nameControls(place, words);
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const said = better(node.data.trim());
      if (said && said !== node.data) node.data = said;
    }
    for (const caption of place.querySelectorAll('.button-add-instance')) {
      for (const node of caption.querySelectorAll('*')) for (const text of node.childNodes) if (text.nodeType === Node.TEXT_NODE && /^\s*Add\s/.test(text.data)) text.data = text.data.replace(/^\s*Add\s/, words.add?.replace('{}', '') ?? 'Add ');
    }
    for (const named of place.querySelectorAll('[aria-label]')) {
      const said = better(named.getAttribute('aria-label'));
      if (said && said !== named.getAttribute('aria-label')) named.setAttribute('aria-label', said);
    }
  };
  translate();
  const changes = { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['aria-label'] };
  new MutationObserver(translate).observe(place, changes);
}
