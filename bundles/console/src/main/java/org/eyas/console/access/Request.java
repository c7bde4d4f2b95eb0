package org.eyas.console.access;

/** A request of a browser, as far as anybody here looks at it. What is not there is an empty text. */
public interface Request {
  String method();

  /** As the browser sent it, without the query, nothing decoded. */
  String path();

  String header(String name);

  String cookie(String name);

  /** A parameter of the query or of a form. */
  String parameter(String name);

  /** The address that it comes from. */
  String from();

  /** Whether it came over TLS. */
  boolean secure();
}
