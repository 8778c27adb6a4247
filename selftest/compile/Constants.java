// carrel-expect: compile-error
// carrel-version: 17
// carrel-compile-limits: cpu=20s wall=20s memory=256MB
// carrel-why: constant text is put together by the compiler, doubled in each line.
public class Constants {
    static final String A = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    static final String B = A + A + A + A + A + A + A + A + A + A + A + A + A + A + A + A;
    static final String C = B + B + B + B + B + B + B + B + B + B + B + B + B + B + B + B;
    static final String D = C + C + C + C + C + C + C + C + C + C + C + C + C + C + C + C;
    static final String E = D + D + D + D + D + D + D + D + D + D + D + D + D + D + D + D;
    static final String F = E + E + E + E + E + E + E + E + E + E + E + E + E + E + E + E;
    static final String G = F + F + F + F + F + F + F + F + F + F + F + F + F + F + F + F;

    public static void main(String[] args) {
        System.out.println("breach: " + G.length());
    }
}
