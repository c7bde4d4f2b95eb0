package org.eyas.receiver;

import java.io.Serial;

/** A request is answered, but its batch is not taken. */
final class RequestRefusedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient BatchAnswer answer;

  RequestRefusedException(BatchAnswer answer) {
    super(answer.text(), null, false, false);
    this.answer = answer;
  }

  BatchAnswer answer() {
    return answer;
  }
}
