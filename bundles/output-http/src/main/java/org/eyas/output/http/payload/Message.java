package org.eyas.output.http.payload;

/**
 * The content of one request.
 *
 * @param contentType the value of the Content-Type header
 */
public record Message(String contentType, String body) {}
