import { createApp, h } from 'vue';
import { OdkWebForm, webFormsPlugin } from '@getodk/web-forms';
import { guardedFetch } from './behaviours/session.js';

/**
 * The island where a questionnaire is filled in with ODK Web Forms:
 * <div data-form-island data-xform-url data-submit-url data-csrf data-instance-url data-language>.
 * The answers leave as multipart, as OpenRosa has it; the server says {"redirect": url} or {"message": text}.
 */
for (const island of document.querySelectorAll('[data-form-island]')) open(island);

async function open(island) {
  const { xformUrl, instanceUrl } = island.dataset;
  try {
    const formXml = await fetchText(xformUrl);
    const place = document.createElement('div');
    const props = {
      formXml: inLanguage(formXml, island.dataset.language),
      fetchFormAttachment: (resource) => fetch(new URL(resource.pathname.replace(/^\//, ''), new URL(xformUrl, location.href))),
      trackDevice: false,
      editInstance: instanceUrl ? editing(await fetchText(instanceUrl)) : undefined,
      onSubmit: (payload, settle) => submit(island, payload, settle),
    };
    island.replaceChildren(place);
    createApp({ render: () => h(OdkWebForm, props) }).use(webFormsPlugin).mount(place);
    translateButton(island);
  } catch {
    tell(island, island.dataset.textFailed);
  }
}
