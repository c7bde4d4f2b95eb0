package org.eyas.dns;

import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.api.data.ByteBuilder;
import org.jspecify.annotations.Nullable;

/** The names of types and classes of records, of opcodes and of response codes, as IANA lists them. */
public final class RecordTypes {
  static final int A = 1;
  static final int NS = 2;
  static final int CNAME = 5;
  static final int SOA = 6;
  static final int PTR = 12;
  static final int MX = 15;
  static final int TXT = 16;
  static final int AAAA = 28;
  static final int SRV = 33;
  static final int DNAME = 39;
  static final int OPT = 41;
  static final int SVCB = 64;
  static final int HTTPS = 65;

  private static final Text[] TYPES =
      table(
          "1 A 2 NS 5 CNAME 6 SOA 10 NULL 11 WKS 12 PTR 13 HINFO 15 MX 16 TXT 17 RP 18 AFSDB 24 SIG 25 KEY 28 AAAA 29 LOC 33 SRV"
              + " 35 NAPTR 36 KX 37 CERT 39 DNAME 41 OPT 42 APL 43 DS 44 SSHFP 45 IPSECKEY 46 RRSIG 47 NSEC 48 DNSKEY 49 DHCID"
              + " 50 NSEC3 51 NSEC3PARAM 52 TLSA 53 SMIMEA 55 HIP 59 CDS 60 CDNSKEY 61 OPENPGPKEY 62 CSYNC 63 ZONEMD 64 SVCB"
              + " 65 HTTPS 99 SPF 108 EUI48 109 EUI64 249 TKEY 250 TSIG 251 IXFR 252 AXFR 255 ANY 256 URI 257 CAA");
  private static final Text[] CLASSES = table("1 IN 3 CH 4 HS 254 NONE 255 ANY");
  private static final Text[] OPCODES = table("0 QUERY 1 IQUERY 2 STATUS 4 NOTIFY 5 UPDATE 6 DSO");
  private static final Text[] RESPONSES =
      table(
          "0 NOERROR 1 FORMERR 2 SERVFAIL 3 NXDOMAIN 4 NOTIMP 5 REFUSED 6 YXDOMAIN 7 YXRRSET 8 NXRRSET 9 NOTAUTH 10 NOTZONE"
              + " 11 DSOTYPENI 16 BADVERS 17 BADKEY 18 BADTIME 19 BADMODE 20 BADNAME 21 BADALG 22 BADTRUNC 23 BADCOOKIE");

  private RecordTypes() {}

  private static Text[] table(String pairs) {
    String[] words = pairs.split(" ");
    Text[] names = new Text[Integer.parseInt(words[words.length - 2]) + 1];
    for (int i = 0; i < words.length; i += 2) {
      names[Integer.parseInt(words[i])] = Text.of(words[i + 1]);
    }
    return names;
  }

  /** Appends the name of a type of records, such as {@code AAAA}; {@code TYPE123} for one without a name. */
  public static void appendType(int type, ByteBuilder text) {
    append(TYPES, type, "TYPE", text);
  }

  public static void appendClass(int recordClass, ByteBuilder text) {
    append(CLASSES, recordClass, "CLASS", text);
  }

  public static void appendOpCode(int opCode, ByteBuilder text) {
    append(OPCODES, opCode, "OPCODE", text);
  }

  public static void appendResponseCode(int code, ByteBuilder text) {
    append(RESPONSES, code, "RCODE", text);
  }

  private static void append(@Nullable Text[] names, int number, String prefix, ByteBuilder text) {
    Text name = number < names.length ? names[number] : null;
    if (name != null) {
      text.append(name);
    } else {
      text.append(prefix).appendDecimal(number);
    }
  }
}
