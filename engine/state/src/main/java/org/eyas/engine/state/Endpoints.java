package org.eyas.engine.state;

/** The objects that the updaters of sockets share. */
record Endpoints(Interfaces interfaces, SocketNames names, FdPool pool) {}
