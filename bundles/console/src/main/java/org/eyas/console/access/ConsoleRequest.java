package org.eyas.console.access;

/** The parts of a browser's request that the console uses. Absent parts are empty texts. */
public interface ConsoleRequest {
  String method();

  /** The path as the browser sent it, without the query, not decoded. */
  String path();

  /** The query of the address as the browser sent it, not decoded. */
  String query();

  String header(String name);

  String cookie(String name);

  /** A parameter of the query or of a form. */
  String parameter(String name);

  /** The address of the client. */
  String clientAddress();

  /** Whether the request came over TLS. */
  boolean secure();
}
