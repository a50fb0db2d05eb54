import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createRequire } from 'node:module';

// An icon may be named in a tag, an argument or a table of a room: any quoted word that is the name of one counts.
const QUOTED = /["']([a-z][a-z0-9-]*)["']/g;
const require = createRequire(import.meta.url);
const iconDirectory = join(require.resolve('lucide-static/package.json'), '..', 'icons');

/** Gathers the icons named below `source` and in `always` into icons.json: name → SVG content. */
export function lucideIcons({ source, always }) {
  return {
    name: 'lucide-icons',
    generateBundle() {
      const known = new Set(readdirSync(iconDirectory).map((file) => file.replace(/\.svg$/, '')));
      const listed = words(always);
      for (const name of listed) if (!known.has(name)) this.error(`no icon is called "${name}"`);
      const names = new Set([...listed, ...namesIn(resolve(source)).filter((name) => known.has(name))]);
      const icons = Object.fromEntries([...names].sort().map((name) => [name, drawingOf(name)]));
      this.emitFile({ type: 'asset', fileName: 'icons.json', source: JSON.stringify(icons) });
    },
  };
}

function namesIn(directory) {
  return readdirSync(directory, { recursive: true })
    .filter((path) => /\.(html|py)$/.test(path) && !path.includes('static'))
    .flatMap((path) => [...readFileSync(join(directory, path), 'utf8').matchAll(QUOTED)])
    .map((match) => match[1]);
}

function words(path) {
  return readFileSync(path, 'utf8').split(/\s+/).filter(Boolean);
}

function drawingOf(name) {
  const svg = readFileSync(join(iconDirectory, `${name}.svg`), 'utf8');
  return svg.replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '').replace(/\n\s*/g, '');
}
