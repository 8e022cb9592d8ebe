// Somebody else's controller, made with the npm package node-echonet-lite: searches for 0EF000, as that
// package does, reads of each object the property maps and then every property, decoded by the package
// where it knows how.
//
//   set ADDRESS EOJ EPC EDT   SetC of one property; what was answered is printed
'use strict';

const EchonetLite = require('node-echonet-lite');
const { say, obey, hex, bytes } = require('./lines.js');

const NODE_PROFILE = [0x0e, 0xf0, 0x01];
const controller = new EchonetLite({ type: 'lan' });

// The answer to a request for one property.
function sayAnswer(at, eoj, epc, trouble, answer) {
    const prop = trouble ? null : answer.message.prop.find((p) => p.epc === epc);
    say({
        at, eoj: hex(eoj), epc: hex([epc]), esv: trouble ? null : answer.message.esv,
        edt: prop && prop.buffer ? hex(prop.buffer) : '', value: prop ? prop.edt : null,
    });
}

function readValue(at, eoj, epc) {
    controller.getPropertyValue(at, eoj, epc, (...result) => sayAnswer(at, eoj, epc, ...result));
}

function setValue(at, eojText, epcText, edt) {
    const [eoj, [epc]] = [bytes(eojText), bytes(epcText)];
    controller.setPropertyValue(at, eoj, epc, Buffer.from(edt, 'hex'), (...result) => sayAnswer(at, eoj, epc, ...result));
}

function readObject(at, eoj) {
    controller.getPropertyMaps(at, eoj, (trouble, answer) => {
        const maps = trouble ? {} : answer.message.data;
        say({ at, eoj: hex(eoj), announced: hex(maps.inf || []), settable: hex(maps.set || []), gettable: hex(maps.get || []) });
        (maps.get || []).forEach((epc) => readValue(at, eoj, epc));
    });
}

controller.startDiscovery((trouble, found) => {
    if (trouble || !found) {
        return;
    }
    const at = found.device.address;
    say({ found: at, objects: found.device.eoj.map(hex) });
    [NODE_PROFILE, ...found.device.eoj].forEach((eoj) => readObject(at, eoj));
});

obey({ set: setValue });
