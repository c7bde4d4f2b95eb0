package org.eyas.receiver;

import java.io.Serial;

/** A request is answered, but its batch is not taken. */
final class RequestRefusedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  RequestRefusedException(Answer answer) {
    super(answer.text(), null, false, false);
    this.answer = answer;
  }

  Answer answer() {
    return answer;
  }
}
