// Compiles the kernels in packages/*/assembly (AssemblyScript) to WebAssembly, each as text in a module that tsc
// compiles with the rest: packages/*/src/generated/<name>.ts. No binary is committed and none is loaded from a file.
import {existsSync, mkdirSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import asc from 'assemblyscript/asc';
import {packageNames, paths} from './stages.mjs';

const PAGES_MAX = 65_536; // 4 GB, all that 32-bit addresses reach
const OPTIONS = ['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--enable', 'threads'];
const MEMORY = ['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', String(PAGES_MAX)];

for (const name of packageNames()) await compileKernels(join('packages', name));

async function compileKernels(folder) {
  const generated = join(paths.root, folder, 'src', 'generated');
  rmSync(generated, {recursive: true, force: true});
  if (!existsSync(join(paths.root, folder, 'assembly'))) return;
  mkdirSync(generated);
  const kernels = readdirSync(join(paths.root, folder, 'assembly')).filter((file) => file.endsWith('.ts'));
  for (const file of kernels) {
    const wasm = await compile(join(folder, 'assembly', file));
    const text = Buffer.from(wasm).toString('base64');
    writeFileSync(
      join(generated, file),
      `/** Made from assembly/${file}; see there. */\nexport const wasm = '${text}';\n`,
    );
  }
}

async function compile(source) {
  let wasm;
  const {error, stderr} = await asc.main([source, '--outFile', 'kernel.wasm', ...OPTIONS, ...MEMORY], {
    baseDir: paths.root,
    writeFile(name, bytes) {
      if (name === 'kernel.wasm') wasm = bytes;
    },
  });
  if (error) throw new Error(`${source} does not compile:\n${stderr.toString()}`);
  return wasm;
}
