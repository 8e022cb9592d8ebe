// How the programs here talk with the test that runs them: a JSON object a line on standard output,
// words a line on standard input. They end with their input.
'use strict';

const readline = require('readline');

exports.say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

// commands: {change: (eoj, epc, edt) => ...}
exports.obey = (commands) => {
    const input = readline.createInterface({ input: process.stdin });
    input.on('line', (line) => {
        const [word, ...rest] = line.trim().split(/\s+/);
        if (commands[word]) {
            commands[word](...rest);
        }
    });
    input.on('close', () => process.exit(0));
};

// 0x013001 as people write it; the packages want it as text or as three numbers.
exports.hex = (bytes) => Buffer.from(bytes).toString('hex');
exports.bytes = (text) => [...Buffer.from(text, 'hex')];
