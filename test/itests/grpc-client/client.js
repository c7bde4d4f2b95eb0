// A client of the gRPC service that calls it as existing clients do, by the published protos.
//
// node client.js PROTOS TARGET CERTIFICATES CALL [LAST]
//   CERTIFICATES  folder with ca.crt, client.crt, client.key, or - on a unix socket
//   CALL          version, get, sub-py (a request every 0.1 s), sub-go (a request after each second without an alert)
//   LAST          a subscriber closes its side after the alert about this file
// Prints each answer as a line of JSON, then the status that ended the call.
'use strict';
const fs = require('fs');
const path = require('path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [protos, target, certificates, call, last] = process.argv.slice(2);
const types = loader.loadSync(['outputs.proto', 'version.proto'], {
  includeDirs: [protos],
  keepCase: true,
  enums: String,
  longs: String,
  defaults: true,
});
const falco = grpc.loadPackageDefinition(types).falco;

function credentials() {
  if (certificates === '-') {
    return grpc.credentials.createInsecure();
  }
  const [ca, key, cert] = ['ca.crt', 'client.key', 'client.crt'].map((name) => fs.readFileSync(path.join(certificates, name)));
  return grpc.credentials.createSsl(ca, key, cert);
}

function print(answer) {
  process.stdout.write(JSON.stringify(answer) + '\n');
}

function finished(error) {
  print({ status: error ? grpc.status[error.code] : 'OK', details: error ? error.details : '' });
  process.exit(0);
}

function version() {
  new falco.version.service(target, credentials()).version({}, (error, answer) => {
    if (answer) {
      print(answer);
    }
    finished(error);
  });
}

function get() {
  const stream = outputs.get({});
  stream.on('data', print);
  stream.on('error', finished);
  stream.on('end', () => finished(null));
}

function subscribe(restart) {
  const stream = outputs.sub();
  let timer = restart(stream, null);
  stream.on('data', (alert) => {
    print(alert);
    timer = restart(stream, timer);
    if (alert.output_fields['evt.arg.name'] === last) {
      clearInterval(timer);
      stream.end();
    }
  });
  stream.on('error', finished);
  stream.on('end', () => finished(null));
}

// client-py: requests go out all the time, whatever comes.
function each(stream, timer) {
  return timer || setInterval(() => stream.write({}), 100);
}

// client-go: a request goes out when nothing came for a while.
function afterQuiet(stream, timer) {
  clearInterval(timer);
  return setInterval(() => stream.write({}), 1000);
}

const outputs = new falco.outputs.service(target, credentials());
const calls = {
  version,
  get,
  'sub-py': () => subscribe(each),
  'sub-go': () => subscribe(afterQuiet),
};
calls[call]();
