package org.eyas.web;

/** The content that is served at one path. */
interface WebPage {
  /**
   * Answers one request. Several threads may call it at the same time.
   *
   * @param accept the Accept header of the request; empty if it has none
   */
  WebReply reply(String accept);
}
