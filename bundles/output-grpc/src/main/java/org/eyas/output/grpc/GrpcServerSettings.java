package org.eyas.output.grpc;

/**
 * The settings of the server.
 *
 * @param address the value of grpc.bind_address
 * @param threads number of threads that write to clients
 * @param clients maximum number of clients at the same time
 * @param socketMode permissions of the unix socket
 */
record GrpcServerSettings(String address, int threads, int clients, int socketMode, ServerCertificates.Files files) {}
