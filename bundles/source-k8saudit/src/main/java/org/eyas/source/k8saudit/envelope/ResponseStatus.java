package org.eyas.source.k8saudit.envelope;

import org.eyas.api.data.ByteBuilder;
import org.eyas.json.JsonIndex;

/**
 * The status of an answer that an entry of Cloud Logging reports: the code of the Status object, or the number of gRPC that
 * stands for it. A success has no number; its code is the usual one of the request.
 */
final class ResponseStatus {
  private static final JsonMember STATUS = JsonMember.named("status");
  private static final JsonMember RESPONSE = JsonMember.named("response");
  private static final JsonMember KIND = JsonMember.named("kind");
  private static final JsonMember CODE = JsonMember.named("code");
  private static final JsonMember MESSAGE = JsonMember.named("message");
  private static final JsonMember REASON = JsonMember.named("reason");

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int FIRST_HTTP_CODE = 100;

  private ResponseStatus() {}

  static void append(ByteBuilder event, JsonIndex json, int payload, LoggedRequest request) {
    int status = STATUS.in(json, payload);
    int response = RESPONSE.in(json, payload);
    boolean isStatus = KIND.text(json, response).equals("Status");
    int code = isStatus ? CODE.smallNumber(json, response) : 0;
    code = code >= FIRST_HTTP_CODE ? code : httpCode(CODE.smallNumber(json, status), request);
    event.append(",\"responseStatus\":{\"metadata\":{},\"code\":").appendDecimal(code);
    EventMembers.append(event, "reason", json, isStatus ? REASON.in(json, response) : JsonIndex.NONE);
    EventMembers.append(event, "message", json, MESSAGE.in(json, status));
    event.append('}');
  }

  private static int httpCode(int code, LoggedRequest request) {
    return code >= FIRST_HTTP_CODE ? code : code == 0 ? success(request) : failure(code);
  }

  private static int success(LoggedRequest request) {
    return request.isConnection() ? SWITCHING_PROTOCOLS : request.verb().equals("create") ? CREATED : OK;
  }

  // The numbers are those of google.rpc.Code, with the HTTP codes that its file names.
  private static int failure(int code) {
    return switch (code) {
      case 1 -> 499;
      case 3, 9, 11 -> 400;
      case 4 -> 504;
      case 5 -> 404;
      case 6, 10 -> 409;
      case 7 -> 403;
      case 8 -> 429;
      case 12 -> 501;
      case 14 -> 503;
      case 16 -> 401;
      default -> 500;
    };
  }
}
