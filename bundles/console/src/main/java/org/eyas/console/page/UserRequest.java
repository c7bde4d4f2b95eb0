package org.eyas.console.page;

import org.eyas.console.access.ConsoleRequest;
import org.eyas.console.access.ConsoleSession;

/** A request of a user who is logged in. */
public record UserRequest(ConsoleRequest request, ConsoleSession session) {
  public String parameter(String name) {
    return request.parameter(name);
  }

  public String actor() {
    return "console:" + session.user() + " from " + request.clientAddress();
  }
}
