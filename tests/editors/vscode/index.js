// Runs inside VS Code's extension host: every function of every file in a folder of cases, in order, and writes what came of it.
const fs = require('node:fs');
const path = require('node:path');

exports.run = async function run() {
  const results = [];
  const folder = path.join(__dirname, process.env.VAULTLS_TEST_CASES);
  for (const file of fs.readdirSync(folder).sort()) {
    for (const [name, test] of Object.entries(require(path.join(folder, file)))) {
      const began = Date.now();
      let error = null;
      try {
        await within(60_000, test());
      } catch (thrown) {
        error = String(thrown?.stack ?? thrown);
      }
      results.push({ name: `${path.basename(file, '.js')}: ${name}`, error, seconds: (Date.now() - began) / 1000 });
      fs.writeFileSync(process.env.VAULTLS_TEST_RESULTS, JSON.stringify(results));
    }
  }
};

function within(ms, promise) {
  let timer;
  const end = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`not done in ${ms} ms`)), ms)));
  return Promise.race([promise, end]).finally(() => clearTimeout(timer));
}
