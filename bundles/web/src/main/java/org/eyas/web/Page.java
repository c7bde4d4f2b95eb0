package org.eyas.web;

/** The content that is served at one path. */
interface Page {
  /**
   * Answers one request. Several threads may call it at the same time.
   *
   * @param accept the Accept header of the request; empty if it has none
   */
  Reply reply(String accept);
}
