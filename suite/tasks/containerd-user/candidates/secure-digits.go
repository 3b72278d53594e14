// numberOf is the id that a text of at most nine digits, or ten that are not too many, writes.
func numberOf(text string) (uint32, bool) {
	digits := strings.TrimLeft(text, "0")
	if text == "" || len(digits) > 10 || (len(digits) == 10 && digits > "2147483647") {
		return 0, false
	}
	var id uint32
	for _, digit := range digits {
		if digit < '0' || digit > '9' {
			return 0, false
		}
		id = id*10 + uint32(digit-'0')
	}
	return id, true
}

func WithUser(userstr string) SpecOpts {
	return func(ctx context.Context, client Client, c *containers.Container, s *Spec) error {
		defer ensureAdditionalGids(s)
		setProcess(s)
		s.Process.User.AdditionalGids = nil

		// For LCOW it's a bit harder to confirm that the user actually exists on the host as a rootfs isn't
		// mounted on the host and shared into the guest, but rather the rootfs is constructed entirely in the
		// guest itself. To accommodate this, a spot to place the user string provided by a client as-is is needed.
		// The `Username` field on the runtime spec is marked by Platform as only for Windows, and in this case it
		// *is* being set on a Windows host at least, but will be used as a temporary holding spot until the guest
		// can use the string to perform these same operations to grab the uid:gid inside.
		if s.Windows != nil && s.Linux != nil {
			s.Process.User.Username = userstr
			return nil
		}

		parts := strings.Split(userstr, ":")
		switch len(parts) {
		case 1:
			if id, ok := numberOf(parts[0]); ok {
				return WithUserID(id)(ctx, client, c, s)
			}
			return WithUsername(userstr)(ctx, client, c, s)
		case 2:
			var (
				username  string
				groupname string
			)
			var uid, gid uint32
			var (
				ok  bool
				err error
			)
			if uid, ok = numberOf(parts[0]); !ok {
				username = parts[0]
			}
			if gid, ok = numberOf(parts[1]); !ok {
				groupname = parts[1]
			}
			if username == "" && groupname == "" {
				s.Process.User.UID, s.Process.User.GID = uid, gid
				return nil
			}
