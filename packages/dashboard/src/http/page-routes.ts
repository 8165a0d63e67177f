import {readdirSync, readFileSync} from 'node:fs';
import {extname, join} from 'node:path';
import type {OpenAPIHono} from '@hono/zod-openapi';

/** A file of the built page, in memory: no request ever names a file on the disk. */
export interface PageFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The built page, by the path it is asked for at. */
export function readPage(folder: string): Map<string, PageFile> {
  const files = readdirSync(folder, {withFileTypes: true, recursive: true}).filter((entry) => entry.isFile());
  const page = new Map<string, PageFile>();
  for (const {parentPath, name} of files) {
    const path = join(parentPath, name);
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    page.set(path.slice(folder.length).replaceAll('\\', '/'), {bytes: new Uint8Array(readFileSync(path)), type});
  }
  return page;
}

export function pageRoutes(app: OpenAPIHono, page: ReadonlyMap<string, PageFile>): void {
  app.get('*', (context, next) => {
    const path = context.req.path === '/' ? '/index.html' : context.req.path;
    const file = page.get(path);
    return file === undefined ? next() : context.body(file.bytes, 200, {'Content-Type': file.type});
  });
}
