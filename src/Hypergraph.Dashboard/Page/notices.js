// Writes the licences of the packages that the bundles contain, as their own files state them.
import { readdirSync, readFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const folders = Object.keys(lock.packages)
  .filter(folder => folder.startsWith('node_modules/') && !lock.packages[folder].dev)
  .sort();

console.log('The page of Hypergraph.Dashboard contains these packages of the npm registry.');
for (const folder of folders) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  if (file === undefined) {
    throw new Error(`${name} has no licence file.`);
  }

  const text = readFileSync(`${folder}/${file}`, 'utf8').replace(/\r\n/g, '\n').replace(/[ \t]+$/gm, '').trim();
  console.log(`\n${'-'.repeat(80)}\n${name} ${version} (${license})\n${'-'.repeat(80)}\n\n${text}`);
}
