// Runs a script with the first Python 3.10 or newer that has pip: $PYTHON, python3, python or py.
import { spawnSync } from 'node:child_process';

const check = 'import sys, pip; sys.exit(sys.version_info < (3, 10))';
const names = [process.env.PYTHON, 'python3', 'python', 'py'].filter(Boolean);
const python = names.find((name) => spawnSync(name, ['-c', check], { stdio: 'ignore' }).status === 0);
if (python === undefined) {
  console.error('Python 3.10 or newer with pip is needed to bundle the server; PYTHON=... names one.');
  process.exit(1);
}
process.exit(spawnSync(python, process.argv.slice(2), { stdio: 'inherit' }).status ?? 1);
