public class Main {
    public static void main(String[] args) throws Exception {
        CompileServer.main(args);
    }
}
