import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createRequire } from 'node:module';

const USES = /\bicon["']?\s*[=:,]?\s*["']([a-z][a-z0-9-]*)["']/g;
const require = createRequire(import.meta.url);
const iconDirectory = join(require.resolve('lucide-static/package.json'), '..', 'icons');

/** Gathers the icons named in the templates and in `always` into icons.json: name → SVG content. */
export function lucideIcons({ source, always }) {
  return {
    name: 'lucide-icons',
    generateBundle() {
      const names = new Set([...namesIn(resolve(source)), ...words(always)]);
      const icons = {};
      for (const name of [...names].sort()) {
        const drawing = drawingOf(name);
        if (drawing) icons[name] = drawing;
        else this.warn(`no icon is called "${name}"`);
      }
      this.emitFile({ type: 'asset', fileName: 'icons.json', source: JSON.stringify(icons) });
    },
  };
}

function namesIn(directory) {
  return readdirSync(directory, { recursive: true })
    .filter((path) => /\.(html|py)$/.test(path) && !path.includes('static'))
    .flatMap((path) => [...readFileSync(join(directory, path), 'utf8').matchAll(USES)])
    .map((match) => match[1]);
}

function words(path) {
  return readFileSync(path, 'utf8').split(/\s+/).filter(Boolean);
}

function drawingOf(name) {
  try {
    const svg = readFileSync(join(iconDirectory, `${name}.svg`), 'utf8');
    return svg.replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '').replace(/\n\s*/g, '');
  } catch {
    return null;
  }
}
