import { createApp, h } from 'vue';
import { OdkWebForm, webFormsPlugin } from '@getodk/web-forms';
import { guardedFetch } from './behaviours/session.js';
import { complain } from './behaviours/complaint.js';
import './styles/form-island.css';

/**
 * The island where a questionnaire is filled in with ODK Web Forms:
 * <div data-form-island data-xform-url data-submit-url data-csrf data-instance-url data-language data-words>.
 * The answers leave as multipart, as OpenRosa has it; the server says {"redirect": url} or {"message": text}.
 */
for (const island of document.querySelectorAll('[data-form-island]')) open(island);

async function open(island) {
  const { xformUrl, instanceUrl, language, words } = island.dataset;
  try {
    const [formXml, instanceXml] = await Promise.all([fetchText(xformUrl), instanceUrl ? fetchText(instanceUrl) : null]);
    const props = {
      formXml: withDefaultLanguage(formXml, language),
      fetchFormAttachment: (resource) => fetch(new URL(resource.href.split('/').pop(), new URL(xformUrl, location.href))),
      trackDevice: false,
      editInstance: instanceXml ? editing(instanceXml) : undefined,
      onSubmit: (payload, settle) => submit(island, payload, settle),
    };
    const place = document.createElement('div');
    island.replaceChildren(place);
    createApp({ render: () => h(OdkWebForm, props) }).use(webFormsPlugin).mount(place);
    askBeforeLeaving(island, place);
    speak(place, JSON.parse(words || '{}'));
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

const editing = (xml) => ({
  resolveInstance: () => xml,
  attachmentFileNames: [],
  resolveAttachment: () => Promise.reject(new Error('no attachment')),
});

async function submit(island, payload, settle) {
  if (island.hasAttribute('data-sending')) return;
  island.setAttribute('data-sending', '');
  try {
    const answer = await guardedFetch(island.dataset.submitUrl, {
      method: 'POST',
      body: payload.data[0],
      credentials: 'same-origin',
      headers: { 'X-CSRFToken': island.dataset.csrf, Accept: 'application/json' },
    });
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) island.removeAttribute('data-unsent');
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

/** Answers that nobody sent yet do not go with a careless tap on a link. */
function askBeforeLeaving(island, place) {
  for (const kind of ['input', 'change']) place.addEventListener(kind, () => island.setAttribute('data-unsent', ''));
  addEventListener('beforeunload', (event) => island.hasAttribute('data-unsent') && event.preventDefault());
}

/** ODK Web Forms speaks English only; what it says is replaced by the server's translations as it appears. */
function speak(place, words) {
  const better = (said) => {
    const errors = /^(\d+) questions? with errors?\.$/.exec(said);
    return errors ? words.errors?.replace('0', errors[1]) : words[said];
  };
  const translate = () => {
    nameQuestions(place);
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const said = better(node.data.trim());
      if (said && said !== node.data) node.data = said;
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
