package org.eyas.engine.state;

/** Objects that the socket updaters share. */
record Endpoints(Interfaces interfaces, SocketNames names, FdPool pool) {}
