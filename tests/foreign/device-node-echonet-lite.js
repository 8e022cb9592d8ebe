// Two lamps behind one address, made with the npm package node-echonet-lite. It is one for controllers,
// but takes frames apart, makes them, encodes values and owns the socket just as well for a device;
// which requests are answered, and how, is said here: by the specification, INF_REQ included.
//
//   change EOJ EPC EDT   a value changes by itself, and is announced
//   announce             the instance list goes to the group
'use strict';

const core = require('node-echonet-lite/lib/core/core.js');
const net = require('node-echonet-lite/lib/net/lan.js');
const { say, obey, hex, bytes } = require('./lines.js');

const GROUP = '224.0.23.0';
const NODE_PROFILE = '0ef001';
const MAKER = 0x000077;

// A value as the package encodes it for this object; a list without entries it refuses.
function encode(eoj, epc, value) {
    if (value.list && value.list.length === 0) {
        return Buffer.from([0]);
    }
    return core._findPropertyDataParser(eoj[0], eoj[1], epc).create(value);
}

function object(eoj, announced, settable, values) {
    const list = [...Object.keys(values).map(Number), 0x9d, 0x9e, 0x9f];
    const all = { 0x9d: { list: announced }, 0x9e: { list: settable }, 0x9f: { list }, ...values };
    const encoded = Object.entries(all).map(([epc, value]) => [epc,
        Buffer.isBuffer(value) ? value : encode(bytes(eoj), Number(epc), value)]);
    return { settable, announced, edt: Object.fromEntries(encoded) };
}

function lamp(eoj, level) {
    return object(eoj, [0x80, 0x81, 0x88, 0xb0], [0x80, 0x81, 0xb0], {
        0x80: Buffer.from([0x31]), 0x81: { code: 1 }, 0x82: { release: 'P' }, 0x88: { fault: false },
        0x8a: { code: MAKER }, 0xb0: { level },
    });
}

const lamps = { '029001': lamp('029001', 40), '029002': lamp('029002', 80) };
const instances = { list: Object.keys(lamps).map(bytes) };
const objects = {
    ...lamps,
    [NODE_PROFILE]: object(NODE_PROFILE, [0x80, 0xd5], [], {
        0x80: Buffer.from([0x30]), 0x82: { version: '1.13', type: 1 },
        0x83: encode([0x02, 0x90], 0x83, { code: MAKER, uid: '4c616d7073' }), 0x8a: { code: MAKER },
        0xd3: { num: 2 }, 0xd4: { num: 2 }, 0xd5: instances, 0xd6: instances, 0xd7: { list: [[0x02, 0x90]] },
    }),
};

function send(to, tid, seoj, deoj, esv, prop) {
    net.send(to, core.create({ tid, seoj: bytes(seoj), deoj, esv, prop }));
}

function announce(eoj, epc) {
    send(GROUP, 0, eoj, bytes(NODE_PROFILE), 'INF', [{ epc, edt: objects[eoj].edt[epc] }]);
}

function change(eoj, epc, edt) {
    objects[eoj].edt[epc] = edt;
    if (objects[eoj].announced.includes(epc)) {
        announce(eoj, epc);
    }
    say({ changed: eoj, epc: hex([epc]), edt: hex(edt) });
}

// Answers by service: what it is called when all went well and when not, and the property that goes back.
const read = (o, eoj, prop) => ({ epc: prop.epc, edt: o.edt[prop.epc] || null, good: prop.epc in o.edt });
const write = (o, eoj, prop) => {
    const good = o.settable.includes(prop.epc);
    if (good) {
        change(eoj, prop.epc, prop.buffer);
        say({ set: eoj, epc: hex([prop.epc]), edt: hex(prop.buffer) });
    }
    return { epc: prop.epc, edt: good ? null : prop.buffer, good };
};
const services = {
    Get: { yes: 'Get_Res', no: 'Get_SNA', treat: read },
    SetC: { yes: 'Set_Res', no: 'SetC_SNA', treat: write },
    INF_REQ: { yes: 'INF', no: 'INF_SNA', treat: read },
};

// Instance 00 addresses them all.
function addressed(deoj) {
    return Object.keys(objects).filter((eoj) => eoj === deoj || eoj.replace(/..$/, '00') === deoj);
}

function answer(frame, from) {
    const { tid, seoj, deoj, esv, prop } = frame.message;
    const service = services[esv];
    if (!service) {
        return;
    }
    addressed(hex(deoj)).forEach((eoj) => {
        const treated = prop.map((p) => service.treat(objects[eoj], eoj, p));
        const name = treated.every((p) => p.good) ? service.yes : service.no;
        send(from.address, tid, eoj, seoj, name, treated.map(({ epc, edt }) => ({ epc, edt })));
    });
}

net.init({}, (trouble) => {
    if (trouble) {
        throw trouble;
    }
    net.setDataCallback((datagram, from) => {
        const frame = core.parse(datagram);
        if (frame) {
            answer(frame, from);
        }
    });
    announce(NODE_PROFILE, 0xd5);
    say({ ready: hex(objects[NODE_PROFILE].edt[0x83]) });
});

obey({
    change: (eoj, epc, edt) => change(eoj, parseInt(epc, 16), Buffer.from(edt, 'hex')),
    announce: () => announce(NODE_PROFILE, 0xd5),
});
