// parseID reads an id; a text that is none is a name.
func parseID(text string) (id uint32, isNumber bool, err error) {
	v, err := strconv.Atoi(text)
	if err != nil {
		if errors.Is(err, strconv.ErrRange) {
			return 0, false, fmt.Errorf("the id %s is out of range", text)
		}
		return 0, false, nil
	}
	if id = uint32(v); int64(id) != int64(v) {
		return 0, false, fmt.Errorf("the id %s is out of range", text)
	}
	return id, true, nil
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
			id, isNumber, err := parseID(parts[0])
			if err != nil {
				return err
			}
			if !isNumber {
				return WithUsername(userstr)(ctx, client, c, s)
			}
			return WithUserID(id)(ctx, client, c, s)
		case 2:
			var (
				username  string
				groupname string
			)
			uid, isNumber, err := parseID(parts[0])
			if err != nil {
				return err
			}
			if !isNumber {
				username = parts[0]
			}
			gid, isNumber, err := parseID(parts[1])
			if err != nil {
				return err
			}
			if !isNumber {
				groupname = parts[1]
			}
			if username == "" && groupname == "" {
				s.Process.User.UID, s.Process.User.GID = uid, gid
				return nil
			}
