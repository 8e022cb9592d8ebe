// A house made with the npm package echonet-lite: an air conditioner, a light, a shutter and a
// thermometer behind one address. What goes over the wire is the package's: it sends from port 23610,
// knows no INF_REQ and no SetGet for objects, orders an answer's properties its own way, takes any
// property that it has as settable, and for air conditioners checks, stores and announces what is set.
//
//   change EOJ EPC EDT   a value changes by itself; announced if it is in the object's 9D
//   announce             the instance list goes to the group, as after the power came back
'use strict';

const EL = require('echonet-lite');
const { say, obey, hex, bytes } = require('./lines.js');

const SHUTTER = '026301';
const SHUTTER_MOVES_MS = 300;

// A property map: a list below 16 codes, bits from there on.
function map(codes) {
    const epcs = codes.map((code) => parseInt(code, 16));
    if (epcs.length < 16) {
        return [epcs.length, ...epcs];
    }
    const bits = new Array(16).fill(0);
    epcs.forEach((epc) => { bits[epc & 0x0f] |= 1 << ((epc >> 4) - 8); });
    return [epcs.length, ...bits];
}

// announced and settable: EPCs as one text, "80 b0".
function object(announced, settable, values) {
    const all = {
        '80': [0x30], '81': [0x08], '82': [0x00, 0x00, 0x50, 0x01], '88': [0x42], '8a': [0x00, 0x00, 0x77],
        ...values, '9d': [], '9e': [], '9f': [],
    };
    all['9d'] = map(announced.split(' '));
    all['9e'] = map(settable.split(' '));
    all['9f'] = map(Object.keys(all));
    return { announced: announced.split(' '), settable: settable.split(' '), values: all };
}

const house = {
    '013001': object('80 81 88 8f a0 b0', '80 81 8f a0 b0 b3', {
        '80': [0x31], '84': [0x00, 0x0a], '85': [0x00, 0x00, 0x01, 0x90], '8f': [0x42], 'a0': [0x41],
        'b0': [0x42], 'b3': [26], 'ba': [55], 'bb': [27], 'be': [31],
    }),
    '029001': object('80 81 88', '80 81 b0 b6', { '80': [0x31], 'b0': [60], 'b6': [0x42] }),
    [SHUTTER]: object('80 81 88 e0 ea', '81 e0', { 'e0': [0x42], 'ea': [0x42] }),
    '001101': object('80 81 88', '81', { 'e0': [0x00, 0xe0] }),
};
const values = Object.fromEntries(Object.entries(house).map(([eoj, o]) => [eoj, o.values]));

function change(eoj, epc, edt) {
    values[eoj][epc] = bytes(edt);
    if (house[eoj].announced.includes(epc)) {
        EL.sendOPC1(EL.EL_Multi, eoj, EL.NODE_PROFILE_OBJECT, EL.INF, epc, edt);
    }
    say({ changed: eoj, epc, edt });
}

// Open (41), closed (42); meanwhile opening (43), closing (44); stopped between (45).
let arrival = null;
function move(order) {
    const passing = { '41': '43', '42': '44' };
    clearTimeout(arrival);
    change(SHUTTER, 'ea', passing[order] || '45');
    if (passing[order]) {
        arrival = setTimeout(() => change(SHUTTER, 'ea', order), SHUTTER_MOVES_MS);
    }
}

// The package stores what is set at an air conditioner; of the others it leaves that to its user.
function store(eoj, details) {
    Object.entries(details).filter(([epc]) => house[eoj].settable.includes(epc)).forEach(([epc, edt]) => {
        change(eoj, epc, edt);
        if (eoj === SHUTTER && epc === 'e0') {
            move(edt);
        }
    });
}

function heard(from, frame, trouble) {
    if (trouble || !frame || !house[frame.DEOJ]) {
        return;
    }
    if (frame.ESV === EL.GET) {
        EL.replyGetDetail(from, frame, values);
    } else if (frame.ESV === EL.SETC || frame.ESV === EL.SETI) {
        if (!frame.DEOJ.startsWith('0130')) {
            store(frame.DEOJ, frame.DETAILs);
        }
        EL.replySetDetail(from, frame, values);
        Object.entries(frame.DETAILs).forEach(([epc, edt]) => say({ set: frame.DEOJ, epc, edt }));
    }
}

EL.initialize(Object.keys(house), heard, 4, { v4: 'auto', ignoreMe: true, autoGetProperties: false }).then((socket) => {
    socket.on('listening', () => say({ ready: hex(EL.Node_details['83']) }));
});

obey({
    change,
    announce: () => EL.sendOPC1(EL.EL_Multi, EL.NODE_PROFILE_OBJECT, EL.NODE_PROFILE_OBJECT, EL.INF, 0xd5,
        EL.Node_details['d5']),
});
