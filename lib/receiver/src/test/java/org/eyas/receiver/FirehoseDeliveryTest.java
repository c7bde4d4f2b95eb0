package org.eyas.receiver;

import static org.eyas.receiver.TestReceiver.PATH;
import static org.eyas.receiver.TestReceiver.SMALL;
import static org.eyas.receiver.RawClient.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Senders of cloud providers, which can neither choose their headers nor read a plain answer. */
@Timeout(120)
class FirehoseDeliveryTest {
  private static final String ID = "ed4acda5-034f-9f42-bba1-f29aea6d7d8f";
  private static final String KEY = "s3cret-42";

  private static TestReceiver closed() throws Exception {
    return TestReceiver.inMemory(new Access(null, false, new BearerToken(KEY)), SMALL);
  }

  @Test
  void firehoseGetsTheIdOfItsRequestAndTheTimeAsJson() throws Exception {
    try (TestReceiver receiver = closed()) {
      String headers = "X-Amz-Firehose-Request-Id: " + ID + "\nX-Amz-Firehose-Access-Key: " + KEY + "\n";
      HttpAnswer answer = receiver.exchange(post(PATH, headers, "{}"));
      assertEquals(200, answer.status());
      assertEquals("application/json", answer.headers().get("content-type"));
      assertTrue(answer.body().matches("\\{\"requestId\":\"" + ID + "\",\"timestamp\":[0-9]{13}}"), answer::body);
      assertEquals("{}", TestReceiver.body(receiver.take()));
    }
  }

  @Test
  void firehoseGetsTheReasonOfARefusalInItsLog() throws Exception {
    try (TestReceiver receiver = closed()) {
      String headers = "X-Amz-Firehose-Request-Id: " + ID + "\nX-Amz-Firehose-Access-Key: wrong\n";
      HttpAnswer answer = receiver.exchange(post(PATH, headers, "{}"));
      assertEquals(401, answer.status());
      assertTrue(answer.body().endsWith(",\"errorMessage\":\"the bearer token is missing or wrong\"}"), answer::body);
      receiver.assertNothingKept();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "a b", "<script>", ""})
  void anIdThatIsNotOneIsNotRepeated(String id) throws Exception {
    try (TestReceiver receiver = closed()) {
      String headers = "X-Amz-Firehose-Request-Id: " + id + "\nX-Amz-Firehose-Access-Key: " + KEY + "\n";
      HttpAnswer answer = receiver.exchange(post(PATH, headers, "{}"));
      assertEquals(200, answer.status());
      assertEquals("", answer.body());
    }
  }

  @Test
  void aSenderWithoutHeadersShowsTheTokenInTheUrl() throws Exception {
    try (TestReceiver receiver = closed()) {
      assertEquals(200, receiver.exchange(post(PATH + "/east?token=" + KEY, "", "{}")).status());
      assertEquals("east", receiver.take().sender());
      assertEquals(401, receiver.exchange(post(PATH + "?token=" + KEY + "x", "", "{}")).status());
      assertEquals(401, receiver.exchange(post(PATH + "?other=1&token=", "", "{}")).status());
      assertEquals(401, receiver.exchange(post(PATH + "?nottoken=" + KEY, "", "{}")).status());
    }
  }
}
