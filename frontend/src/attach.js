import { createApp, h, ref, watch } from 'vue';

/**
 * Files that ODK Web Forms has no control for: it keeps recordings, films and documents as it keeps pictures, and draws
 * pictures only. Here each such question gets a file input of the page's own, in its place, also within repetitions;
 * the engine names, keeps and checks what is chosen. Every file, pictures too, is weighed before it is taken, and put
 * back where the server refuses it.
 */
const PENDING = 'Support for non-image uploads is pending';
const TAKES = { audio: 'audio/*', video: 'video/*' };
const ANY = 'application/pdf,image/*,audio/*,video/*';

/** `keep`: called once the engine has another file; the draft is saved at once. */
export function takeFiles(island, place, root, keep) {
  const words = JSON.parse(island.dataset.words || '{}');
  const limit = Number(island.dataset.fileLimit) || Infinity;
  const given = new Map();
  const tooLarge = (file) => file && file.size > limit && words.attachLarge?.replace('{}', Math.floor(limit / 1048576));

  const take = (question, file, container) => {
    const wrong = tooLarge(file);
    tell(container, wrong || '');
    if (wrong) return false;
    question.setValue(file);
    keep();
    return true;
  };

  const offer = () => {
    for (const [container, app] of given) {
      if (container.isConnected) continue;
      app.unmount();
      given.delete(container);
    }
    const empty = [...place.querySelectorAll('.question-container > p')].filter((said) => said.textContent.includes(PENDING));
    if (!empty.length) return;
    const uploads = new Map(uploadsOf(root).map((node) => [`${node.nodeId}_container`, node]));
    for (const said of empty) {
      const container = said.parentElement;
      said.hidden = true;
      if (given.has(container) || !uploads.has(container.id)) continue;
      const spot = container.appendChild(document.createElement('div'));
      const app = createApp(FileQuestion, { question: uploads.get(container.id), words, container, take });
      app.mount(spot);
      given.set(container, app);
    }
  };

  // Before the control of ODK Web Forms hears of it: a picture that is too large is not taken.
  place.addEventListener('change', (event) => {
    const input = event.target;
    if (input.type !== 'file' || input.hasAttribute('data-attach')) return;
    const container = input.closest('.question-container');
    const wrong = tooLarge(input.files[0]);
    tell(container, wrong || '');
    if (wrong) {
      event.stopImmediatePropagation();
      input.value = '';
      return;
    }
    const question = uploadsOf(root).find((node) => `${node.nodeId}_container` === container.id);
    const stop = question && watch(() => question.currentState.value, () => { stop(); keep(); });
  }, true);

  island.addEventListener('file-refused', ({ detail }) => {
    const question = uploadsOf(root).find((node) => node.currentState.value?.name === detail.file);
    if (!question) return;
    question.setValue(null);
    const container = document.getElementById(`${question.nodeId}_container`);
    for (const input of container?.querySelectorAll('input[type=file]') ?? []) input.value = '';
    tell(container, detail.reason);
    keep();
  });

  new MutationObserver(offer).observe(place, { childList: true, subtree: true });
  offer();
}

/** The questions for files of a form, in their order, of every repetition. */
function uploadsOf(node) {
  const below = (node.currentState?.children ?? []).flatMap(uploadsOf);
  return node.nodeType === 'upload' ? [node, ...below] : below;
}

/** What is wrong with a file, at its question; "" takes it away. */
function tell(container, message) {
  let said = container?.querySelector(':scope > [data-file-problem]');
  if (!said && message && container) {
    said = container.appendChild(document.createElement('p'));
    said.dataset.fileProblem = '';
    said.id = `${container.id}_problem`;
    said.className = 'attach__problem';
    said.setAttribute('role', 'alert');
    said.lang = document.documentElement.lang;
    said.dir = 'auto';
  }
  if (said) said.textContent = message;
}

const FileQuestion = {
  props: ['question', 'words', 'container', 'take'],
  setup({ question, words, container, take }) {
    const shown = ref(false);
    const input = ref(null);
    const look = () => { shown.value = container.classList.contains('highlight'); };
    new MutationObserver(look).observe(container, { attributes: true, attributeFilter: ['class'] });
    const id = question.nodeId;
    const kind = question.nodeOptions.media.type;
    const choose = () => {
      const [file] = input.value.files;
      if (file && !take(question, file, container)) input.value.value = '';
    };
    const clear = () => {
      input.value.value = '';
      take(question, null, container);
      input.value.focus();
    };
    return () => {
      const { label, hint, required, readonly, value } = question.currentState;
      const wrong = shown.value && question.validationState.violation?.message?.asString;
      const ours = { lang: document.documentElement.lang, dir: 'auto' };
      return h('div', { class: 'attach' }, [
        h('div', { class: 'control-text' }, [
          h('label', { for: id, class: { required } }, label?.asString ?? ''),
          hint?.asString && h('div', { class: 'attach__hint', id: `${id}_hint` }, hint.asString),
        ]),
        h('p', { class: 'attach__hint', id: `${id}_takes`, ...ours }, words[`attach_${kind}`] ?? words.attach_file),
        h('input', {
          ref: input, id, type: 'file', class: 'visually-hidden', 'data-attach': '', accept: TAKES[kind] ?? ANY, disabled: readonly, onChange: choose,
          'aria-required': required, 'aria-invalid': wrong ? 'true' : undefined,
          'aria-describedby': `${id}_takes ${hint?.asString ? `${id}_hint ` : ''}${id}_wrong ${container.id}_problem`,
        }),
        // The browser's own button speaks the browser's language; this one is for the eye and the finger.
        !readonly && h('span', { class: 'attach__choose', 'aria-hidden': 'true', onClick: () => input.value.click(), ...ours }, words.attachChoose),
        h('p', { role: 'status', class: 'attach__kept', ...ours }, value ? words.attachKept?.replace('{}', weight(value.size)) : ''),
        value && !readonly && h('button', { type: 'button', class: 'attach__remove', onClick: clear, ...ours }, `${words.Remove}`),
        h('p', { id: `${id}_wrong`, class: 'attach__problem', dir: 'auto' }, wrong || ''),
      ]);
    };
  },
};

function weight(bytes) {
  const [size, unit] = bytes < 1048576 ? [Math.max(1, bytes / 1024), 'kilobyte'] : [bytes / 1048576, 'megabyte'];
  return new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit, maximumFractionDigits: unit === 'megabyte' ? 1 : 0 }).format(size);
}
