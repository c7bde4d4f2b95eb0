package org.eyas.core.state;

/** What the updaters of sockets share. */
record Endpoints(Interfaces interfaces, SocketNames names, FdPool pool) {}
