package org.eyas.web;

/** What is served at one path. */
interface Page {
  /**
   * Answers one request; called by several threads at once.
   *
   * @param accept the request's Accept header; empty where it has none
   */
  Reply reply(String accept);
}
