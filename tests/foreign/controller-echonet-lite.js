// Somebody else's controller, made with the npm package echonet-lite: searches, and reads by itself all
// that the property maps of what it found list. The package asks for the maps and then for everything
// in one request, and says nothing when it is done: so whatever becomes known is printed as it comes.
'use strict';

const EL = require('echonet-lite');
const { say, obey } = require('./lines.js');

const told = new Set();

function heard(from, frame, trouble) {
    if (trouble || !frame || !frame.DETAILs) {
        return;
    }
    Object.entries((EL.facilities[from.address] || {})[frame.SEOJ] || {}).forEach(([epc, edt]) => {
        const line = { at: from.address, eoj: frame.SEOJ, epc, edt };
        if (!told.has(JSON.stringify(line))) {
            told.add(JSON.stringify(line));
            say(line);
        }
    });
}

EL.initialize(['05ff01'], heard, 4, { v4: 'auto', ignoreMe: true, autoGetProperties: true, autoGetDelay: 100 }).then((socket) => {
    socket.on('listening', () => EL.search());
});

obey({ search: () => EL.search() });
